import { type Editor, Node } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import type { Picked } from "../useFiles";

/** Pixels: as wide as the column of a mail; larger ones are drawn smaller. */
export const WIDEST = 560;

const OWN = /(?:^cid:|\/api\/v1\/attachments\/)([0-9a-f]{24})$/;

export const pictureUrl = (file: string): string => `/api/v1/attachments/${file}`;

/** Id of our file that this address names: as we write it, or as a mail that was taken back has it. */
export function fileOf(src: string | null): string | null {
  const found = OWN.exec(src ?? "")?.[1];
  if (!found || src?.startsWith("cid:")) return found ?? null;
  return new URL(src ?? "", location.href).origin === location.origin ? found : null;
}

/** Types that every mail program draws. */
export const isPicture = (file: File): boolean => /^image\/(png|jpe?g|gif|webp)$/.test(file.type);

/** What is shown until it is up, by the key of the file. */
const previews = new Map<string, string>();

/** "peta gudang.png" as words; what programs call every picture says nothing. */
export const wordsOf = (name: string, otherwise: string): string => {
  const words = name.replace(/\.[^.]*$/, "").trim();
  return !words || /^(image|bild|gambar|unnamed|unknown)$/i.test(words) ? otherwise : words;
};

/** A picture in the text: a file of the mail, or one that is still on its way up (`wait`, its key). */
export const Picture = Node.create({
  name: "picture",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes: () => ({
    file: { default: null, rendered: false },
    wait: { default: null, rendered: false },
    alt: { default: "" },
    width: { default: null },
  }),
  parseHTML() {
    return [
      {
        tag: "img",
        getAttrs: (picture) => {
          const file = fileOf(picture.getAttribute("src"));
          const wait = picture.getAttribute("data-wait");
          const width = Number.parseInt(picture.getAttribute("width") ?? "", 10) || null;
          const alt = picture.getAttribute("alt") ?? "";
          if (file) return { file, alt, width };
          return wait !== null && previews.has(wait) && { wait, alt, width };
        },
      },
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { file, wait } = node.attrs;
    const named = file ? { src: pictureUrl(file) } : { "data-wait": wait };
    return ["img", { ...named, ...HTMLAttributes }];
  },
  renderText: ({ node }) => (node.attrs.alt ? `[${node.attrs.alt}]` : ""),
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("img");
      const show = (now: typeof node) => {
        const { file, wait, alt, width } = now.attrs;
        const src = file ? pictureUrl(file) : previews.get(wait);
        if (src && dom.getAttribute("src") !== src) dom.src = src;
        dom.alt = alt;
        dom.classList.toggle("is-waiting", !file);
        if (width) dom.width = width;
        else dom.removeAttribute("width");
      };
      show(node);
      return {
        dom,
        update: (next) => {
          if (next.type !== node.type) return false;
          show(next);
          return true;
        },
      };
    };
  },
});

/** Puts them where the caret is, or where they were dropped; each shows at once. */
export function putPictures(
  editor: Editor,
  picked: readonly { key: string; file: File }[],
  otherwise: string,
  at?: number,
): void {
  const content = picked.map(({ key, file }) => ({
    type: "picture",
    attrs: { wait: remember(key, file), alt: wordsOf(file.name, otherwise) },
  }));
  if (content.length === 0) return;
  const place = at ?? editor.state.selection.to;
  editor.chain().focus().insertContentAt(place, content).run();
}

/** Keeps what is to be shown until the file is up; its key. */
export function remember(key: string, file: File): string {
  previews.set(key, URL.createObjectURL(file));
  return key;
}

/** Of the chosen one, which stays chosen. */
export function changePicture(editor: Editor, change: { alt?: string; width?: number }): void {
  const { selection, tr } = editor.state;
  if (!(selection instanceof NodeSelection)) return;
  const { from, node } = selection;
  tr.setNodeMarkup(from, null, { ...node.attrs, ...change });
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)));
}

/** Those that went up, by their keys: a step of undo may bring one back as it was before. */
const settled = new Map<string, { file: string; width: number | null }>();

/** Those that are up become files of the mail, those that failed go; no step of undo takes that back. */
export function settlePictures(editor: Editor, files: readonly Picked[]): void {
  for (const { key, attachment } of files) {
    if (!attachment || !previews.has(key)) continue;
    const { id, width } = attachment;
    settled.set(key, { file: id, width: width ? Math.min(width, WIDEST) : null });
  }
  const { tr, doc, selection } = editor.state;
  doc.descendants((node, pos) => {
    const { wait } = node.attrs;
    if (node.type.name !== "picture" || !wait) return;
    const at = tr.mapping.map(pos);
    const up = settled.get(wait);
    if (up) {
      const width = node.attrs.width ?? up.width;
      tr.setNodeMarkup(at, null, { ...node.attrs, wait: null, file: up.file, width });
    } else if (files.some(({ key, error }) => key === wait && error)) {
      tr.delete(at, at + node.nodeSize);
    }
  });
  if (!tr.docChanged) return;
  const chosen = selection instanceof NodeSelection ? selection.from : null;
  if (chosen !== null && tr.doc.nodeAt(chosen)?.type.name === "picture")
    tr.setSelection(NodeSelection.create(tr.doc, chosen));
  editor.view.dispatch(tr.setMeta("addToHistory", false));
}
