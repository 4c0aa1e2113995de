import type { Editor } from "@tiptap/react";
import { language, t } from "../../texts/i18n";
import { cleaned, hasWords } from "./pasted";
import { fileOf, isPicture, putPictures, remember } from "./picture";

export interface Intake {
  /** Files go up; those that were taken, each with its key. */
  onPictures: (files: readonly File[]) => { key: string; file: File }[];
  /** Files that go along below the text. */
  onFiles: (files: readonly File[]) => void;
  /** Whether a file is one of this mail's. */
  knows: (file: string) => boolean;
  onProblem: (words: string | null) => void;
}

/** Pictures into the text, the rest below it. */
export function takeFiles(
  editor: Editor,
  { onPictures, onFiles }: Intake,
  files: readonly File[],
  at?: number,
): void {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  if (others.length) onFiles(others);
  if (pictures.length) putPictures(editor, onPictures(pictures), t("mail.picture"), at);
}

/** True when the clipboard held files and no words: Word and Excel add a picture of their words. */
export function pasted(editor: Editor, intake: Intake, event: ClipboardEvent): boolean {
  const files = [...(event.clipboardData?.files ?? [])];
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (files.length === 0 || hasWords(html)) return false;
  takeFiles(editor, intake, files);
  return true;
}

/** True for files; what is moved within the text is not ours to take. */
export function dropped(editor: Editor, intake: Intake, event: DragEvent): boolean {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return false;
  event.preventDefault();
  const place = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
  takeFiles(editor, intake, files, place?.pos);
  return true;
}

/** Html from the clipboard as a mail may have it; says what was left out. */
export function cleanedHtml({ knows, onPictures, onProblem }: Intake, html: string): string {
  const { html: kept, left } = cleaned(
    html,
    (picture) => {
      const file = fileOf(picture.getAttribute("src"));
      return file ? knows(file) : "wait" in picture.dataset;
    },
    (file) => {
      const [taken] = onPictures([file]);
      return taken ? remember(taken.key, file) : null;
    },
  );
  if (left) onProblem(t("mail.picture.left", { count: left, lng: language() }));
  return kept;
}
