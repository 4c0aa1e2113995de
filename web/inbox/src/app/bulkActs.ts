import type {
  BulkItem,
  BulkResult,
  Conversation,
  ForceBody,
  ResolveExpiredBody,
} from "../../../contract/types";
import * as calls from "../api/bulk";
import * as single from "../api/calls";
import { ApiError } from "../api/http";
import { setLabels } from "../api/tools";
import { type Departure, depart } from "../live/departures";
import { conversations } from "../live/stores";
import { type TextKey, t } from "../texts/i18n";
import type { Target } from "./acts";
import { inSteps, type Outcome } from "./inSteps";
import { intend } from "./intents";
import { reasonOf, refusalText } from "./refusals";
import { toast, untoast } from "./toasts";
import { offerUndo } from "./undo";

type Chats = readonly Conversation[];

/** Chats in one request: few enough to be answered in time on a busy day. */
const STEP = 40;

/** What is said of an act on many takes the place of what was said before. */
const TOAST = { name: "bulk", tone: "plain" } as const;

/** Milliseconds for which it is told that they are being worked on. */
const LONGEST = 120_000;

const outcomeOf = ({ conversationId: id, done, conversation, error, detail }: BulkItem): Outcome =>
  done
    ? { id, after: conversation }
    : { id, refusal: new ApiError(409, error ?? "", detail ?? "") };

/** By a request of the hub's that takes many. */
const together = <T extends object>(
  chats: Chats,
  act: (body: T & { conversationIds: string[] }) => Promise<BulkResult>,
  body: T,
): Promise<Outcome[]> =>
  inSteps(chats, STEP, async (some) => {
    const { items } = await act({ ...body, conversationIds: some.map(({ id }) => id) });
    return items.map(outcomeOf);
  });

type Act = (chat: Conversation) => Promise<Conversation>;

/** By a request for each. */
const oneByOne = (chats: Chats, act: Act): Promise<Outcome[]> =>
  inSteps(chats, 1, (some) => Promise.all(some.map((chat) => outcomeOfOne(chat, act))));

async function outcomeOfOne(chat: Conversation, act: Act): Promise<Outcome> {
  try {
    return { id: chat.id, after: await act(chat) };
  } catch (refusal) {
    if (!(refusal instanceof ApiError)) throw refusal;
    return { id: chat.id, refusal };
  }
}

export async function transferMany(chats: Chats, to: Target, note: string): Promise<boolean> {
  const target = to.kind === "member" ? { memberId: to.id } : { departmentId: to.id };
  const body = { ...target, ...(note ? { note } : {}) };
  const done = await attempt(chats, () => together(chats, calls.transferMany, body));
  if (!done) return false;
  leave(done, "transferred", to.name);
  say("bulk.transferred", done.length, { to: to.name });
  return true;
}

export async function labelMany(chats: Chats, labelIds: string[]): Promise<boolean> {
  const before = new Map(chats.map(({ id, labels }) => [id, (labels ?? []).map((one) => one.id)]));
  const done = await attempt(chats, () => together(chats, calls.labelMany, { labelIds }));
  if (!done) return false;
  undoable("bulk.labelled", done, (chat) => setLabels(chat.id, before.get(chat.id) ?? []));
  return true;
}

export async function resolveMany(chats: Chats, spam: boolean): Promise<boolean> {
  const body = spam ? { cause: "spam" as const } : {};
  const done = await attempt(chats, () => together(chats, calls.resolveMany, body));
  if (!done) return false;
  leave(done, "resolved", null);
  undoable(spam ? "bulk.spam" : "bulk.resolved", done, (chat) => single.undoResolve(chat.id));
  return true;
}

/** All of them, also those that one request does not take; who has written meanwhile goes on. */
export async function resolveExpired(body: ResolveExpiredBody): Promise<boolean> {
  toast({ ...TOAST, text: t("expired.working"), lasts: LONGEST });
  const outcomes: Outcome[] = [];
  try {
    for (let more = true; more; ) {
      const result = await calls.resolveExpired(body);
      outcomes.push(...result.items.map(outcomeOf));
      more = Boolean(result.more) && result.done > 0;
    }
  } catch (error) {
    if (outcomes.length === 0) {
      toast({ ...TOAST, text: refusalText(error), tone: "warn" });
      return false;
    }
  }
  const done = outcomes.flatMap(({ after }) => after ?? []);
  for (const conversation of done) conversations.take(conversation);
  leave(done, "resolved", null);
  const count = done.length;
  const ended = count > 0 ? t("expired.done", { count }) : t("expired.none");
  const stayed = outcomes.length - count;
  toast({
    ...TOAST,
    text: stayed > 0 ? `${ended} ${t("expired.stayed", { count: stayed })}` : ended,
    tone: count > 0 ? "ok" : "plain",
  });
  return true;
}

export async function snoozeMany(chats: Chats, until: Date): Promise<boolean> {
  const done = await attempt(chats, () =>
    oneByOne(chats, (chat) => single.snooze(chat.id, until.toISOString())),
  );
  if (!done) return false;
  leave(done, "snoozed", null);
  undoable("bulk.snoozed", done, (chat) => single.snooze(chat.id, null));
  return true;
}

/** What waits is pushed to agents; as long as the hub takes it back, so does the toast. */
export async function share(chats: Chats, body: ForceBody): Promise<boolean> {
  try {
    const { id, done, takeBackUntil, at } = await calls.share(body);
    if (done === 0) toast({ ...TOAST, text: t("bulk.sharedNone"), tone: "warn" });
    else
      offerUndo({
        name: TOAST.name,
        text: t("bulk.shared", { count: done }),
        lasts: Date.parse(takeBackUntil) - Date.parse(at),
        undo: async () => {
          const back = await attempt(chats, async () =>
            (await calls.takeBack(id)).items.map(outcomeOf),
          );
          if (back) say("bulk.takenBack", back.length);
        },
      });
    return true;
  } catch (error) {
    toast({ ...TOAST, text: refusalText(error), tone: "warn" });
    return false;
  }
}

/** Those with which it was done; who was refused is told of with the reason. Null when nothing was heard. */
async function attempt(
  chats: Chats,
  act: () => Promise<readonly Outcome[]>,
): Promise<Conversation[] | null> {
  const long = chats.length > STEP;
  if (long) toast({ ...TOAST, text: t("bulk.working", { count: chats.length }), lasts: LONGEST });
  try {
    const outcomes = await act();
    if (long) untoast(TOAST.name);
    const done = outcomes.flatMap(({ after }) => after ?? []);
    for (const conversation of done) conversations.take(conversation);
    tellRefused(chats, outcomes);
    return done;
  } catch (error) {
    toast({ ...TOAST, text: refusalText(error), tone: "warn" });
    return null;
  }
}

function tellRefused(chats: Chats, outcomes: readonly Outcome[]): void {
  const names = new Map(chats.map(({ id, contact }) => [id, contact.name]));
  const refused = outcomes
    .filter(({ refusal }) => refusal)
    .map(({ id, refusal }) => ({ id, name: names.get(id) ?? "", why: reasonOf(refusal) }));
  if (refused.length > 0) intend("bulk.refused", refused);
}

function leave(done: Chats, why: Departure["why"], name: string | null): void {
  for (const row of done) depart({ row, why, name, memberId: null, at: Date.now() });
}

function undoable(text: TextKey, done: Chats, back: Act): void {
  if (done.length === 0) return;
  offerUndo({
    name: TOAST.name,
    text: t(text, { count: done.length }),
    undo: async () => {
      const again = await attempt(done, () => oneByOne(done, back));
      if (again) say("bulk.takenBack", again.length);
    },
  });
}

function say(text: TextKey, count: number, values: Record<string, string> = {}): void {
  if (count > 0) toast({ ...TOAST, text: t(text, { count, ...values }), tone: "ok" });
}
