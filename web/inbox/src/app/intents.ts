import type { Conversation, Draft, Message } from "../../../contract/types";
import type { Content } from "../composer/drafts";

/** What a key, a button or the palette wants from a part of the screen that it does not know. */
export type ActDialog =
  | "move"
  | "block"
  | "label"
  | "assign"
  | "transfer"
  | "snooze"
  | "priority"
  | "resolve";

export type BulkDialog = "share" | "transfer" | "label" | "snooze";

export interface Intents {
  "bulk.open": { act: BulkDialog; chats: readonly Conversation[] };
  /** With whom an act on many was not done, and why. */
  "bulk.refused": readonly { id: string; name: string; why: string }[];
  /** All whose reply window has closed, in one act. */
  "expired.open": undefined;
  "act.open": { act: ActDialog; chatId: string; find?: string };
  "list.move": 1 | -1;
  "composer.focus": "reply" | "note";
  "composer.sendResolve": undefined;
  "composer.quickReply": undefined;
  /** A draft as it is now. ``instead``: the signature of what was written here, which it replaces. */
  "composer.follow": {
    conversationId: string;
    mode: "reply" | "note";
    content: Content;
    instead?: string;
  };
  /** What was sent has been taken back here, and is to be written on. */
  "composer.back": { conversationId: string; template: boolean };
  /** Answer this very message. */
  "composer.quote": Message;
  "draft.saved": Draft;
  /** By oneself, in whatever tab. */
  "message.undone": { id: string; conversationId: string | null };
  "composer.restore": { conversationId: string; text: string };
  "panel.toggle": undefined;
  "search.focus": undefined;
  "bell.open": undefined;
  "away.open": undefined;
  "start.open": { contactId?: string; name?: string } | null;
  "palette.open": undefined;
  "help.open": undefined;
  "thread.focus": undefined;
  "thread.end": undefined;
  "thread.earlier": undefined;
  /** Go to this message, by its id. */
  "thread.show": string;
}

type Listener<K extends keyof Intents> = (value: Intents[K]) => void;

const listeners = new Map<keyof Intents, Set<Listener<never>>>();

/** What lies over the panes is loaded after them: a key pressed before then is answered as it comes. */
const waiting = new Map<keyof Intents, { value: unknown; at: number }>();
const PATIENCE = 10_000;
const isOpening = (name: keyof Intents): boolean => name.endsWith(".open");

export function hearIntent<K extends keyof Intents>(name: K, act: Listener<K>): () => void {
  const all = listeners.get(name) ?? new Set();
  listeners.set(name, all);
  all.add(act as Listener<never>);
  const early = waiting.get(name);
  waiting.delete(name);
  if (early && Date.now() - early.at < PATIENCE) act(early.value as Intents[K]);
  return () => all.delete(act as Listener<never>);
}

export function intend<K extends keyof Intents>(
  name: K,
  ...value: Intents[K] extends undefined ? [] : [Intents[K]]
): void {
  const all = listeners.get(name);
  if (!all?.size && isOpening(name)) waiting.set(name, { value: value[0], at: Date.now() });
  for (const act of all ?? []) (act as Listener<K>)(value[0] as Intents[K]);
}
