import type { Draft } from "../../../contract/types";
import { ApiError } from "../api/http";
import { getDrafts, getDraftsOf, saveDraft } from "../api/tools";
import { hearIntent, intend } from "../app/intents";
import { session } from "../live/live";
import { outbox } from "../live/sending";
import { drafts as known } from "../live/stores";
import { adoptDraft, draftOf, type Mode, rebaseDraft, unsaved } from "./drafts";

/** Milliseconds of rest after which what was written is saved; while one goes on writing, at latest. */
const PAUSE = 1_200;
const AT_LATEST = 8_000;
const TRIES = 3;

interface Waiting {
  since: number;
  timer: ReturnType<typeof setTimeout>;
}

const waiting = new Map<string, Waiting>();
const saving = new Set<string>();

/** The server gets it once the writer rests. */
export function saveSoon(conversationId: string, mode: Mode): void {
  const key = `${conversationId}:${mode}`;
  sent.delete(key);
  const before = waiting.get(key);
  if (before) clearTimeout(before.timer);
  const since = before?.since ?? Date.now();
  const pause = Math.max(0, Math.min(PAUSE, since + AT_LATEST - Date.now()));
  const timer = setTimeout(() => void saveNow(conversationId, mode), pause);
  waiting.set(key, { since, timer });
}

/** What has just been sent, by conversation and kind: a save that was still on its way brings it back. */
const sent = new Map<string, string>();

export function wasSent(conversationId: string, mode: Mode, text: string): void {
  forgetSaving(conversationId, mode);
  sent.set(`${conversationId}:${mode}`, text.trim());
}

/** What was to be saved needs no saving any more: it was sent. */
function forgetSaving(conversationId: string, mode: Mode): void {
  const key = `${conversationId}:${mode}`;
  clearTimeout(waiting.get(key)?.timer);
  waiting.delete(key);
}

export async function saveNow(conversationId: string, mode: Mode): Promise<void> {
  const key = `${conversationId}:${mode}`;
  forgetSaving(conversationId, mode);
  if (saving.has(key)) return saveSoon(conversationId, mode);
  saving.add(key);
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await tryToSave(conversationId, mode)) break;
    }
  } finally {
    saving.delete(key);
  }
}

/** True when there is nothing to be done again at once. */
async function tryToSave(conversationId: string, mode: Mode): Promise<boolean> {
  const mine = draftOf(conversationId, mode);
  if (!mine.dirty) return true;
  const { text, mentions = [], email = null } = mine;
  const upon = mine.upon ?? versionOf(conversationId, mode);
  try {
    const body = { kind: mode, text, mentions, email, version: upon };
    take(await saveDraft(conversationId, body), true);
    return true;
  } catch (error) {
    const present = error instanceof ApiError ? (error.body.draft as Draft | undefined) : undefined;
    // Whoever is writing now goes on; what the other tab had follows it there.
    if (present) rebaseDraft(conversationId, mode, present.version);
    // Without a way to the hub it waits on this device until the line is back.
    return !present;
  }
}

const versionOf = (conversationId: string, mode: Mode): number =>
  known.all().find((each) => each.conversationId === conversationId && each.kind === mode)
    ?.version ?? 0;

/** A draft as the server has it: this tab follows, unless something is being written here. */
export function take(draft: Draft, own = false): void {
  known.take(draft);
  const { conversationId, kind: mode, text, mentions, email = null, version } = draft;
  if (text && text.trim() === sent.get(`${conversationId}:${mode}`)) {
    void saveDraft(conversationId, { kind: mode, text: "", version }).catch(() => undefined);
    return;
  }
  const mine = draftOf(conversationId, mode);
  if (version < (mine.upon ?? 0)) return;
  const same = mine.text === text || (!mine.text.trim() && !text);
  if (!mine.dirty || same) {
    adoptDraft(conversationId, mode, text, mentions, email, version);
  } else {
    rebaseDraft(conversationId, mode, version);
    if (own) saveSoon(conversationId, mode);
  }
  intend("composer.follow", { conversationId, mode, text, mentions, email });
}

/** When a conversation is opened: what was begun elsewhere, and what has not gone up yet. */
export async function openDrafts(conversationId: string): Promise<void> {
  // What waits to be sent is no draft any more, though the server still has it as one.
  if (outbox.all().some((each) => each.conversationId === conversationId)) return;
  const found = await getDraftsOf(conversationId).catch(() => null);
  for (const mode of ["reply", "note"] as const) {
    const theirs = found?.[mode];
    if (theirs) take(theirs);
    if (found && draftOf(conversationId, mode).dirty) saveSoon(conversationId, mode);
  }
}

let started = false;

/** Once: which conversations have drafts, and what is still to be saved when the line is back. */
export function startDrafts(): void {
  if (started) return;
  started = true;
  const look = () => {
    void getDrafts()
      .then(({ items }) => {
        for (const each of items) known.take(each);
      })
      .catch(() => undefined);
    for (const [conversationId, mode] of unsaved()) saveSoon(conversationId, mode);
  };
  look();
  hearIntent("draft.saved", (draft) => take(draft));
  let before = session.getStatus().state;
  session.subscribe(() => {
    const { state } = session.getStatus();
    if (state === "live" && before !== "live") look();
    before = state;
  });
  const leave = () => {
    if (document.visibilityState === "hidden")
      for (const [conversationId, mode] of unsaved()) void saveNow(conversationId, mode);
  };
  document.addEventListener("visibilitychange", leave);
}
