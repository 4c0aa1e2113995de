import type { BlockIdentityBody, Conversation, Message, Priority } from "../../../contract/types";
import type { Way } from "../acts/ReachChoice";
import * as calls from "../api/calls";
import { ApiError } from "../api/http";
import { setLabels } from "../api/tools";
import { hasDraft } from "../composer/drafts";
import { type Departure, depart } from "../live/departures";
import { secondsLeft } from "../live/held";
import { conversations } from "../live/stores";
import { untilWords } from "../texts/format";
import { language, t } from "../texts/i18n";
import { intend } from "./intents";
import { me } from "./me";
import { go, place } from "./places";
import { refusalText } from "./refusals";
import { toast } from "./toasts";
import { offerUndo, UNDO_FOR } from "./undo";
import { undoSend } from "./undoSend";

/** Whom or what a chat is handed to, with the name to say. */
export interface Target {
  kind: "member" | "department";
  id: string;
  name: string;
}

export async function claim(chat: Conversation): Promise<boolean> {
  const done = await attempt(chat, () => calls.claim(chat.id));
  if (done) leave(done, "taken", me());
  return kept(done);
}

export async function assign(chat: Conversation, to: Target): Promise<boolean> {
  const done = await attempt(chat, () => calls.assign(chat.id, to.id));
  if (!done) return false;
  leave(done, "taken", to);
  say("act.assigned", { name: chat.contact.name, to: to.name });
  return kept(done);
}

export async function transfer(chat: Conversation, to: Target, note: string): Promise<boolean> {
  const target = to.kind === "member" ? { memberId: to.id } : { departmentId: to.id };
  const body = note.trim() ? { ...target, note: note.trim() } : target;
  const done = await attempt(chat, () => calls.transfer(chat.id, body));
  if (!done) return false;
  leave(done, "transferred", to);
  say("act.transferred", { name: chat.contact.name, to: to.name });
  return kept(done);
}

export async function takeOver(chat: Conversation): Promise<boolean> {
  const done = await attempt(chat, () => calls.takeOver(chat.id));
  if (done) say("act.takenOver", { name: chat.contact.name });
  return kept(done);
}

export async function requeue(chat: Conversation): Promise<boolean> {
  const done = await attempt(chat, () => calls.requeue(chat.id));
  if (!done) return false;
  leave(done, "requeued");
  say("act.requeued", { name: chat.contact.name, department: chat.departmentName ?? "" });
  return kept(done);
}

export async function setPriority(chat: Conversation, priority: Priority): Promise<boolean> {
  const before = chat.priority;
  if (priority === before) return true;
  const done = await attempt(chat, () => calls.setPriority(chat.id, priority));
  if (!done) return false;
  offerUndo({
    name: "priority",
    text: t("act.priority", { name: chat.contact.name, priority: t(`priority.${priority}`) }),
    undo: () => takeBack(chat, () => calls.setPriority(chat.id, before)),
  });
  return kept(done);
}

export async function label(chat: Conversation, ids: string[]): Promise<boolean> {
  const before = (chat.labels ?? []).map(({ id }) => id);
  const done = await attempt(chat, () => setLabels(chat.id, ids));
  if (!done) return false;
  offerUndo({
    name: "label",
    text: t("act.labelled", { name: chat.contact.name }),
    undo: () => takeBack(chat, () => setLabels(chat.id, before)),
  });
  return kept(done);
}

/** `until` null ends the rest at once. */
export async function snooze(chat: Conversation, until: Date | null): Promise<boolean> {
  const before = chat.snoozedUntil ?? null;
  const done = await attempt(chat, () => calls.snooze(chat.id, until?.toISOString() ?? null));
  if (!done) return false;
  if (until) leave(done, "snoozed");
  const { name } = chat.contact;
  offerUndo({
    name: "snooze",
    text: until
      ? t("act.snoozed", { name, until: untilWords(until, language()) })
      : t("act.woken", { name }),
    undo: () => takeBack(chat, () => calls.snooze(chat.id, before)),
  });
  return kept(done);
}

interface Ending {
  spam?: boolean;
  note?: string;
  /** The last words, which are not sent yet: an undo takes them back as well. */
  held?: Message;
}

export async function resolve(chat: Conversation, ending: Ending = {}): Promise<boolean> {
  const { spam, note, held } = ending;
  const body = { ...(spam ? { cause: "spam" as const } : {}), ...(note ? { note } : {}) };
  const done = await attempt(chat, () => calls.resolve(chat.id, body));
  if (!done) return false;
  offerUndo({
    name: "resolve",
    message: held?.id,
    text: t(spam ? "act.spam" : "act.resolved", { name: chat.contact.name }),
    lasts: Math.max(UNDO_FOR, held ? 1_000 * secondsLeft(held, Date.now()) : 0),
    undo: async () => {
      // The words first: taken back, they open the chat again, also when they were held for long.
      if (held) await undoSend(held);
      if (!held || conversations.get(chat.id)?.state === "resolved")
        await takeBack(chat, () => calls.undoResolve(chat.id), backTo(chat));
    },
  });
  return kept(done);
}

/** What was held for spam enters the queue. */
export async function notSpam(chat: Conversation): Promise<boolean> {
  const found = chat.resolveCause === "spam" ? "spam" : "suspected";
  const done = await attempt(chat, () => calls.notSpam(chat.id, found));
  if (done) say("act.notSpam", { name: chat.contact.name, department: chat.departmentName ?? "" });
  return kept(done);
}

export async function moveTo(chat: Conversation, { channel, address }: Way): Promise<boolean> {
  const own = address === channel.address && channel.identityId;
  const to = own ? { identityId: channel.identityId } : { address };
  const done = await attempt(chat, () =>
    calls.move(chat.id, { channelId: channel.channelId, ...to }),
  );
  if (!done) return false;
  say("act.moved", { name: chat.contact.name, channel: channel.channelName });
  conversations.take(done);
  go({ tab: "mine", chat: done.id });
  return true;
}

/** Goes to the open one of the thread instead, when there is one. */
export async function startWith(contactId: string | null, way: Way): Promise<boolean> {
  const { channel, address } = way;
  try {
    const done = await calls.startConversation({
      clientId: crypto.randomUUID(),
      channelId: channel.channelId,
      ...(contactId ? { contactId } : {}),
      ...(address === channel.address && contactId ? {} : { address }),
    });
    conversations.take(done);
    go({ tab: "mine", chat: done.id });
    return true;
  } catch (error) {
    const open = error instanceof ApiError ? error.body.conversationId : null;
    if (typeof open === "string") {
      go({ tab: "all", chat: open });
      say("act.startedAlready", {});
      return true;
    }
    toast({ text: refusalText(error), tone: "warn" });
    return false;
  }
}

const backTo = (chat: Conversation): "act.takenBack" | "act.undone" =>
  chat.resolveCause === "suspected" ? "act.takenBack" : "act.undone";

export async function block(chat: Conversation, body: BlockIdentityBody): Promise<boolean> {
  const { name } = chat.contact;
  try {
    await calls.blockIdentity(chat.identityId, body);
  } catch (error) {
    toast({ text: refusalText(error), tone: "warn" });
    return false;
  }
  offerUndo({
    name: "block",
    text: t(body.network ? "act.blockedNetwork" : "act.blocked", { name }),
    undo: async () => {
      await calls.unblockIdentity(chat.identityId);
      say("act.unblocked", { name });
    },
  });
  return true;
}

async function takeBack(
  chat: Conversation,
  act: () => Promise<Conversation>,
  words: "act.takenBack" | "act.undone" = "act.takenBack",
): Promise<void> {
  const done = await attempt(chat, act);
  if (done) say(words, { name: done.contact.name });
  kept(done);
}

/** The row stays for a moment where it leaves a list, and says why. */
function leave(
  row: Conversation,
  why: Departure["why"],
  who: { id: string; name: string } | null = null,
): void {
  depart({ row, why, name: who?.name ?? null, memberId: who?.id ?? null, at: Date.now() });
}

function say(text: Parameters<typeof t>[0], values: Record<string, string>): void {
  toast({ name: "act", text: t(text, values), tone: "ok" });
}

function kept(done: Conversation | null): boolean {
  if (done) conversations.take(done);
  return done !== null;
}

/** Carries it out, and says in words what stood in the way; a lost race shows the chat as it is now. */
async function attempt(
  chat: Conversation,
  act: () => Promise<Conversation>,
): Promise<Conversation | null> {
  try {
    return await act();
  } catch (error) {
    toast({ text: refusalText(error, hasDraft(chat.id)), tone: "warn" });
    if (!(error instanceof ApiError)) return null;
    if (error.error === "label_required") intend("act.open", { act: "label", chatId: chat.id });
    if ([403, 404, 409].includes(error.status)) await refresh(chat);
    return null;
  }
}

async function refresh(chat: Conversation): Promise<void> {
  try {
    conversations.take(await calls.getConversation(chat.id));
  } catch (error) {
    // The event that takes it out of sight is on its way; a gone chat is told by the thread.
    if (!(error instanceof ApiError && error.status === 404)) return;
    if (place().chat === chat.id) conversations.drop(chat.id, chat.version);
  }
}
