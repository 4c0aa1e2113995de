import { Placeholder } from "@tiptap/extensions";
import StarterKit from "@tiptap/starter-kit";
import { hrefOf, leadsSomewhere } from "./links";
import { Picture } from "./picture";
import { tableParts } from "./table";

const kit = StarterKit.configure({
  heading: { levels: [1, 2, 3] },
  link: {
    openOnClick: false,
    defaultProtocol: "https",
    // Typed without a scheme it is asked for as it was typed.
    isAllowedUri: (href) => leadsSomewhere(href) || (!href.includes(":") && hrefOf(href) !== null),
  },
});

/** What a signature may be made of: the hub keeps nothing beyond it. */
export const signatureParts = (placeholder: string) => [
  kit,
  Placeholder.configure({ placeholder }),
];

/** What a mail may be made of. */
export const mailParts = (placeholder: string) => [
  ...signatureParts(placeholder),
  ...tableParts,
  Picture,
];
