import type { Mode } from "./drafts";

/** What is being looked for while one types: a quick reply after "/", in a note a colleague after "@". */
export interface Trigger {
  kind: "reply" | "mention";
  /** What has been typed after the sign. */
  query: string;
  /** Where the sign stands; the text from here to `end` is replaced by what is chosen. */
  start: number;
  end: number;
}

const SLASH = /(?:^|\s)\/([\w-]{0,32})$/u;
const AT = /(?:^|[\s(])@([\p{L}\p{M}\p{N}._'-]{0,30}(?: [\p{L}\p{M}\p{N}._'-]{1,30})?)$/u;

/** What stands before the caret; null when it is neither. */
export function triggerAt(text: string, caret: number, mode: Mode): Trigger | null {
  const before = text.slice(0, caret);
  const slash = SLASH.exec(before);
  const at = mode === "note" ? AT.exec(before) : null;
  const found = slash ?? at;
  if (!found) return null;
  const query = found[1] ?? "";
  return {
    kind: slash ? "reply" : "mention",
    query,
    start: caret - query.length - 1,
    end: caret,
  };
}

export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether each of the words begins one of the words of the text. */
export function startsWords(text: string, asked: string): boolean {
  const words = ` ${plain(text)}`;
  return plain(asked)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => words.includes(` ${word}`));
}
