import type { Conversation } from "../../../contract/types";
import * as calls from "../api/calls";
import { ApiError, Unreachable } from "../api/http";
import { depart } from "../live/departures";
import { conversations } from "../live/stores";
import { clock } from "../texts/format";
import { language, t } from "../texts/i18n";
import { me } from "./me";
import { toast } from "./toasts";

/** Time in which a resolve can be taken back, in milliseconds. */
const UNDO_FOR = 10_000;

let undoable: { id: string; until: number } | null = null;

export const mayUndo = (): boolean => undoable !== null && undoable.until > Date.now();

export async function claim(chat: Conversation): Promise<boolean> {
  const done = await attempt(() => calls.claim(chat.id));
  if (!done) return false;
  depart({ row: done, why: "taken", name: me().name, memberId: me().id, at: Date.now() });
  conversations.take(done);
  return true;
}

export async function resolve(chat: Conversation): Promise<boolean> {
  const done = await attempt(() => calls.resolve(chat.id));
  if (!done) return false;
  conversations.take(done);
  undoable = { id: chat.id, until: Date.now() + UNDO_FOR };
  toast({
    name: "resolve",
    text: t("act.resolved", { name: chat.contact.name }),
    tone: "ok",
    lasts: UNDO_FOR,
    act: { label: t("act.undo"), keys: "Z", perform: () => void undo() },
  });
  return true;
}

export async function undo(): Promise<void> {
  const last = undoable;
  undoable = null;
  if (!last) return;
  const done = await attempt(() => calls.undoResolve(last.id));
  if (!done) return;
  conversations.take(done);
  toast({ name: "resolve", text: t("act.undone", { name: done.contact.name }), tone: "ok" });
}

/** Carries it out, and says in words what stood in the way. */
async function attempt(act: () => Promise<Conversation>): Promise<Conversation | null> {
  try {
    return await act();
  } catch (error) {
    toast({ text: refusalText(error), tone: "warn" });
    if (error instanceof ApiError && error.status === 409) await refresh(error);
    return null;
  }
}

async function refresh(error: ApiError): Promise<void> {
  const id = typeof error.body.id === "string" ? error.body.id : null;
  if (!id) return;
  const fresh = await calls.getConversation(id).catch(() => null);
  if (fresh) conversations.take(fresh);
}

/** "Taken by Budi, 10:42. Your draft is kept.": who was first, out of a conflict's body. */
export function refusalText(error: unknown, draftKept = false): string {
  if (error instanceof Unreachable) return t("act.unreachable");
  if (!(error instanceof ApiError)) return t("act.notNow", { reason: String(error) });
  const holder = error.body.assignee as { name?: string } | null | undefined;
  const at = typeof error.body.at === "string" ? error.body.at : new Date().toISOString();
  const time = clock(at, language());
  if (error.error === "conversation_taken" && holder?.name) {
    return t(draftKept ? "act.takenDraft" : "act.takenBy", { name: holder.name, time });
  }
  if (error.error === "conversation_resolved") return t("act.alreadyResolved", { time });
  if (error.error === "conversation_moved_on") return t("act.undoLate");
  return t("act.notNow", { reason: error.detail });
}
