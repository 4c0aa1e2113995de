import { Placeholder } from "@tiptap/extensions";
import StarterKit from "@tiptap/starter-kit";

/** What a mail may be made of, and so a signature: the hub keeps nothing beyond it. */
export const mailParts = (placeholder: string) => [
  StarterKit.configure({
    heading: false,
    horizontalRule: false,
    link: { openOnClick: false, defaultProtocol: "https" },
  }),
  Placeholder.configure({ placeholder }),
];
