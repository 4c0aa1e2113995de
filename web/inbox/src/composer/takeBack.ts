import type { Conversation, Message } from "../../../contract/types";
import { undoResolve, undoSend } from "../api/calls";
import { intend } from "../app/intents";
import { me } from "../app/me";
import { go, place } from "../app/places";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
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
    await reopen(message);
    if (place().chat !== conversationId) go({ chat: conversationId });
    intend("composer.back", { conversationId, template: !!draft.template });
    toast({ name: "sent", text: t("act.takenBackMessage"), tone: "ok" });
  } catch (error) {
    expectNothing(id, conversationId);
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

/** Sent and resolved in one act: both are taken back, as long as the hub lets the latter be. */
async function reopen(message: Message): Promise<void> {
  if (!endedBy(conversations.get(message.conversationId), message)) return;
  await undoResolve(message.conversationId)
    .then(conversations.take.bind(conversations))
    .catch(() => undefined);
}
