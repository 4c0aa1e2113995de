import type { Attachment, MailHead, UsedTemplate } from "../../../contract/types";
import { contentOf } from "./content";

/** All that can be written before it is sent. */
export interface Content {
  text: string;
  /** Members that the note names. */
  mentions: string[];
  /** Of a mail: its head as far as it was chosen, and its formatted text. */
  email: MailHead | null;
  /** Uploaded, and waiting to be sent. */
  attachments: Attachment[];
  /** One that was filled in, sent and taken back. */
  template: UsedTemplate | null;
  /** The message that it answers. */
  replyTo: string | null;
}

/** What has been begun in a conversation; a reply and a note have separate ones. */
export interface Draft extends Content {
  /** Milliseconds. */
  at: number;
  /** The version on the server that this was written upon; 0 or absent: none. And what that said. */
  upon?: number;
  ground?: Content;
  /** Not yet on the server. */
  dirty?: boolean;
}

export type Mode = "reply" | "note";

const KEY = "simpul.drafts";
const KEEP = 100;
export const EMPTY: Content = {
  text: "",
  mentions: [],
  email: null,
  attachments: [],
  template: null,
  replyTo: null,
};
const NOTHING: Draft = { ...EMPTY, at: 0 };

function load(): Record<string, Draft> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

const nameOf = (conversationId: string, mode: Mode): string => `${conversationId}:${mode}`;

export const draftOf = (conversationId: string, mode: Mode): Draft => ({
  ...NOTHING,
  ...load()[nameOf(conversationId, mode)],
});

/** Whether there is something in it to send. */
export const isFilled = (draft: Partial<Content>): boolean =>
  !!(draft.text?.trim() || draft.attachments?.length || draft.template);

export const hasDraft = (conversationId: string): boolean =>
  isFilled(draftOf(conversationId, "reply")) || isFilled(draftOf(conversationId, "note"));

/** Two drafts of which this is the same say the same; of a mail's head the last one wins, knowingly. */
export const signatureOf = ({ text, email, attachments, template, replyTo }: Content): string =>
  JSON.stringify([
    text.trim() ? text : "",
    email?.html || null,
    attachments.map((file) => file.id),
    template && [template.name, template.language, template.parameters ?? {}],
    replyTo,
  ]);

/** Those that the server does not have yet, by conversation and kind. */
export const unsaved = (): [conversationId: string, mode: Mode][] =>
  Object.entries(load())
    .filter(([, draft]) => draft.dirty)
    .map(([name]) => name.split(":") as [string, Mode]);

function put(conversationId: string, mode: Mode, draft: Draft): void {
  // Read again each time: another tab may have written meanwhile.
  const all = load();
  const name = nameOf(conversationId, mode);
  if (isFilled(draft) || draft.dirty) all[name] = draft;
  else delete all[name];
  const newest = Object.entries(all).sort(([, a], [, b]) => b.at - a.at);
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest.slice(0, KEEP))));
}

/** As it is written: on this device at once. `known`: the version on the server, where none lay here. */
export function keepDraft(
  conversationId: string,
  mode: Mode,
  content: Partial<Content>,
  known?: number,
): void {
  const before = draftOf(conversationId, mode);
  const ground = before.dirty ? before.ground : contentOf(before);
  const upon = before.upon ?? known;
  put(conversationId, mode, { ...EMPTY, ...content, upon, ground, at: Date.now(), dirty: true });
}

/** As the server has it. */
export function adoptDraft(
  conversationId: string,
  mode: Mode,
  content: Content,
  upon: number,
): void {
  put(conversationId, mode, { ...content, upon, at: Date.now() });
}

/** The server has another version meanwhile; what is written here goes on upon it. */
export function rebaseDraft(
  conversationId: string,
  mode: Mode,
  upon: number,
  ground: Content,
): void {
  put(conversationId, mode, { ...draftOf(conversationId, mode), upon, ground });
}

/** It was sent: nothing is left of it here, and the server empties its own. */
export function dropDraft(conversationId: string, mode: Mode): void {
  put(conversationId, mode, NOTHING);
}
