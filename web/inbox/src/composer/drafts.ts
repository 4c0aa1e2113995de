/** What has been begun in a conversation, on this device; a reply and a note have separate ones. */
export interface Draft {
  text: string;
  /** Milliseconds. */
  at: number;
}

export type Mode = "reply" | "note";

const KEY = "simpul.drafts";
const KEEP = 100;
const NOTHING: Draft = { text: "", at: 0 };

function load(): Record<string, Draft> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

export const draftOf = (conversationId: string, mode: Mode): Draft =>
  load()[`${conversationId}:${mode}`] ?? NOTHING;

export const hasDraft = (conversationId: string): boolean =>
  !!(draftOf(conversationId, "reply").text || draftOf(conversationId, "note").text);

export function keepDraft(conversationId: string, mode: Mode, text: string): void {
  // Read again each time: another tab may have written meanwhile.
  const all = load();
  const name = `${conversationId}:${mode}`;
  if (text.trim()) all[name] = { text, at: Date.now() };
  else delete all[name];
  const newest = Object.entries(all).sort(([, a], [, b]) => b.at - a.at);
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest.slice(0, KEEP))));
}
