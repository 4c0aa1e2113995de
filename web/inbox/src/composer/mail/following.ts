import type { Editor } from "@tiptap/react";

type Doc = Editor["state"]["doc"];

const said = (doc: Doc, from: number, to: number): string =>
  doc.textBetween(Math.max(0, from), Math.max(0, Math.min(to, doc.content.size)), "\n", "\n");

/** What was written elsewhere stands here now; whoever is writing goes on where he was. */
export function follow(editor: Editor, html: string): void {
  const { doc: before, selection } = editor.state;
  const caret = selection.from;
  // Also the space after the word that he has just written.
  const parseOptions = { preserveWhitespace: true } as const;
  editor.commands.setContent(html, { emitUpdate: false, parseOptions });
  const { doc } = editor.state;
  const moved = doc.content.size - (before.content.size - caret);
  if (said(doc, 0, caret) === said(before, 0, caret)) editor.commands.setTextSelection(caret);
  else if (said(doc, moved, doc.content.size) === said(before, caret, before.content.size))
    editor.commands.setTextSelection(moved);
}
