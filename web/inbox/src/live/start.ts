import { queryClient } from "../api/queryClient";
import { resolve } from "../app/acts";
import { intend } from "../app/intents";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { offerUndoSend } from "../app/undoSend";
import { draftOf, keepDraft } from "../composer/drafts";
import { watchActivity } from "../presence/activity";
import { isHeld } from "./held";
import { session } from "./live";
import { outbox, whenSent } from "./sending";
import { conversations, threads } from "./stores";

let started = false;

/** Opens the line, once. What waits is sent whenever it comes back. */
export function startLive(): void {
  if (started) return;
  started = true;
  whenSent({
    onTaken({ conversationId, body }, error) {
      const text = body.message.text ?? "";
      if (!draftOf(conversationId, "reply").text) keepDraft(conversationId, "reply", { text });
      intend("composer.restore", { conversationId, text });
      toast({ text: refusalText(error, true), tone: "warn" });
    },
    onStored({ conversationId, body }, message) {
      const chat = conversations.get(conversationId);
      const held = isHeld(message) ? message : undefined;
      if (body.resolves && chat) void resolve(chat, { held });
      else if (held) offerUndoSend(held);
    },
  });
  let before = session.getStatus().state;
  session.subscribe(() => {
    const { state } = session.getStatus();
    if (state === "live" && before !== "live") outbox.flush();
    // Refused: perhaps nobody is signed in any more. The account's own answer tells.
    if (state === "refused") void queryClient.invalidateQueries({ queryKey: ["me"] });
    before = state;
  });
  session.start();
  watchActivity();
  window.addEventListener("online", () => {
    session.hurry();
    outbox.flush();
  });
  // A thread lives as long as the pages that were asked for it.
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    const [kind, id] = query.queryKey;
    if (type === "removed" && kind === "messages") threads.forget(String(id));
  });
  outbox.flush();
}
