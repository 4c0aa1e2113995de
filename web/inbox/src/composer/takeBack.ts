import type { Conversation, Message } from "../../../contract/types";
import { undoResolve, undoSend } from "../api/calls";
import { intend } from "../app/intents";
import { me } from "../app/me";
import { go, place } from "../app/places";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { isTyping } from "../app/typing";
import { withdrawUndo } from "../app/undo";
import { conversations, threads } from "../live/stores";
import { t } from "../texts/i18n";
import { expectBack, expectNothing, saveFirst, take } from "./draftSync";

const busy = new Set<string>();

/** What is held is a draft again; what has been begun since stands below it. */
export async function takeBack(message: Message): Promise<void> {
  const { id, conversationId, version } = message;
  if (busy.has(id)) return;
  busy.add(id);
  await saveFirst(conversationId, "reply");
  expectBack(id, conversationId);
  try {
    const draft = await undoSend(id);
    threads.drop(id, version + 1);
    take(draft);
    const stays = await staysEnded(message);
    withdrawUndo(id);
    // Who has begun to write something else meanwhile writes on.
    if (!isTyping()) {
      if (place().chat !== conversationId) go({ chat: conversationId });
      intend("composer.back", { conversationId, template: !!draft.template });
    }
    toast({
      name: "sent",
      text: t(stays ? "act.takenBackEnded" : "act.takenBackMessage"),
      tone: stays ? "warn" : "ok",
    });
  } catch (error) {
    expectNothing(id);
    toast({ name: "sent", text: refusalText(error), tone: "warn" });
  } finally {
    busy.delete(id);
  }
}

const endedBy = (chat: Conversation | undefined, message: Message): boolean =>
  chat?.state === "resolved" &&
  chat.resolvedBy?.id === me().id &&
  !!chat.resolvedAt &&
  chat.resolvedAt >= message.at;

/** Sent and resolved: both are taken back. True when the hub leaves it ended, as after a newer chat. */
async function staysEnded(message: Message): Promise<boolean> {
  if (!endedBy(conversations.get(message.conversationId), message)) return false;
  try {
    conversations.take(await undoResolve(message.conversationId));
    return false;
  } catch {
    return true;
  }
}
