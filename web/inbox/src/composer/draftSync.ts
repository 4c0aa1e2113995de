import type { Draft } from "../../../contract/types";
import { ApiError } from "../api/http";
import { getDrafts, getDraftsOf, saveDraft } from "../api/tools";
import { hearIntent, intend } from "../app/intents";
import { session } from "../live/live";
import { outbox } from "../live/sending";
import { drafts } from "../live/stores";
import { contentOf } from "./content";
import {
  adoptDraft,
  type Content,
  draftOf,
  EMPTY,
  type Draft as Kept,
  keepDraft,
  type Mode,
  rebaseDraft,
  signatureOf,
  unsaved,
} from "./drafts";
import { MAX_FILES } from "./fileLimits";
import { together } from "./together";

/** Milliseconds of rest after which what was written is saved; while one goes on writing, at latest. */
const PAUSE = 1_200;
const AT_LATEST = 8_000;
const TRIES = 3;

interface Waiting {
  since: number;
  timer: ReturnType<typeof setTimeout>;
}

const waiting = new Map<string, Waiting>();
const saving = new Map<string, Promise<void>>();

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

/** All that ever came back. */
const tookBack = new Set<string>();

/** The next version has what was sent in it: it is no echo. */
export function expectBack(messageId: string, conversationId: string | null): void {
  if (tookBack.has(messageId)) return;
  tookBack.add(messageId);
  if (conversationId) sent.delete(`${conversationId}:reply`);
  else sent.clear();
}

/** It was on its way already. */
export function expectNothing(messageId: string): void {
  tookBack.delete(messageId);
}

/** What is written in this tab, by conversation and kind; and what of it was last sent up to be saved. */
const written = new Set<string>();
const sentUp = new Map<string, readonly string[]>();
const REMEMBERED = 5;

const isEcho = (key: string, content: Content): boolean =>
  !!sentUp.get(key)?.includes(signatureOf(content));

const saysNothing = (content: Content): boolean => signatureOf(content) === signatureOf(EMPTY);

/** As it is written here: kept on this device at once, by the hub a moment later. */
export function write(conversationId: string, mode: Mode, content: Content): void {
  written.add(`${conversationId}:${mode}`);
  keepDraft(conversationId, mode, content, known(conversationId, mode)?.version);
  saveSoon(conversationId, mode);
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
  const running = saveUntilDone(conversationId, mode);
  saving.set(key, running);
  await running.finally(() => saving.delete(key));
}

/** All that is written here is there when this comes back, unless the hub is out of reach. */
export async function saveFirst(conversationId: string, mode: Mode): Promise<void> {
  await saving.get(`${conversationId}:${mode}`);
  await saveNow(conversationId, mode);
}

async function saveUntilDone(conversationId: string, mode: Mode): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await tryToSave(conversationId, mode)) return;
  }
}

/** True when there is nothing to be done again at once. */
async function tryToSave(conversationId: string, mode: Mode): Promise<boolean> {
  const mine = draftOf(conversationId, mode);
  if (!mine.dirty) return true;
  const { text, mentions, email, attachments, template, replyTo } = mine;
  const version = mine.upon ?? known(conversationId, mode)?.version ?? 0;
  const key = `${conversationId}:${mode}`;
  sentUp.set(key, [...(sentUp.get(key) ?? []), signatureOf(mine)].slice(-REMEMBERED));
  try {
    const attachmentIds = attachments.slice(0, MAX_FILES).map((file) => file.id);
    const body = { kind: mode, text, mentions, email, attachmentIds, template, replyTo, version };
    take(await saveDraft(conversationId, body), mine);
    return true;
  } catch (error) {
    const present = error instanceof ApiError ? (error.body.draft as Draft | undefined) : undefined;
    if (present) meet(present);
    // Without a way to the hub it waits on this device until the line is back.
    return !present;
  }
}

const known = (conversationId: string, mode: Mode): Draft | undefined =>
  drafts.all().find((each) => each.conversationId === conversationId && each.kind === mode);

/** A draft as the server has it: this tab follows, unless something is being written here.
 *
 * ``wrote``: it is what was saved from here, as it was then.
 */
export function take(draft: Draft, wrote?: Kept): void {
  const { conversationId, kind: mode, text, version } = draft;
  const key = `${conversationId}:${mode}`;
  drafts.take(draft);
  const content = contentOf(draft);
  const same = !!text && text.trim() === sent.get(key);
  if (same || (sent.has(key) && isEcho(key, content) && !saysNothing(content))) {
    // Another device may have written the same; what was saved from here is known to be left over.
    if (same || wrote)
      void saveDraft(conversationId, { kind: mode, text: "", version }).catch(() => undefined);
    return;
  }
  const mine = draftOf(conversationId, mode);
  if (version < (mine.upon ?? 0)) return;
  const saved = signatureOf(wrote ?? content);
  if (!mine.dirty || signatureOf(mine) === saved) {
    adoptDraft(conversationId, mode, content, version);
    intend("composer.follow", { conversationId, mode, content, instead: saved });
  } else if (wrote || isEcho(key, content)) {
    rebaseDraft(conversationId, mode, version, content);
    if (wrote) saveSoon(conversationId, mode);
  } else if (written.has(key)) {
    meet(draft);
  }
  // Else another tab of this browser is writing it, and meets it there.
}

/** Something else is being written here: both become one, which goes on upon theirs. */
function meet(theirs: Draft): void {
  const { conversationId, kind: mode, version } = theirs;
  drafts.take(theirs);
  const mine = draftOf(conversationId, mode);
  const ground = contentOf(theirs);
  const content = together(mine.ground ?? EMPTY, ground, mine);
  keepDraft(conversationId, mode, content);
  rebaseDraft(conversationId, mode, version, ground);
  intend("composer.follow", { conversationId, mode, content, instead: signatureOf(mine) });
  saveSoon(conversationId, mode);
}

/** When a conversation is opened: what was begun elsewhere, and what has not gone up yet. */
export async function openDrafts(conversationId: string): Promise<void> {
  // What waits to be sent is no draft any more, though the server still has it as one.
  if (outbox.all().some((each) => each.conversationId === conversationId)) return;
  const found = await getDraftsOf(conversationId).catch(() => null);
  for (const mode of ["reply", "note"] as const) {
    const theirs = found?.[mode];
    if (theirs) take(theirs);
    const mine = draftOf(conversationId, mode);
    if (!found || !mine.dirty) continue;
    // Written before the page was loaded anew, while another device went on.
    if (theirs && theirs.version > (mine.upon ?? 0)) meet(theirs);
    else saveSoon(conversationId, mode);
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
        for (const each of items) drafts.take(each);
      })
      .catch(() => undefined);
    for (const [conversationId, mode] of unsaved()) saveSoon(conversationId, mode);
  };
  look();
  hearIntent("message.undone", ({ id, conversationId }) => expectBack(id, conversationId));
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
