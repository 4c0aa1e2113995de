import { useSyncExternalStore } from "react";
import type { Attachment, Message, MessageBody } from "../../../contract/types";
import { Outbox, type Outcome, type Outgoing } from "../../../live/outbox";
import { postMessage } from "../api/calls";
import { ApiError, Unreachable } from "../api/http";
import { reasonOf } from "../app/refusals";
import { t } from "../texts/i18n";
import { threads } from "./stores";

/** What is written here, beside what the hub takes: the files as the bubble shows them. */
export interface Written {
  message: MessageBody;
  attachments: Attachment[];
  /** Send and resolve: when it is stored, the conversation ends. */
  resolves: boolean;
  /** The text of a template as it was filled in. */
  shown?: string;
}

export type Pending = Outgoing<Written>;

interface Follows {
  /** Someone else was first: the text goes back to the composer. */
  onTaken(item: Pending, error: ApiError): void;
  onStored(item: Pending, message: Message): void;
}

let follows: Follows = { onTaken: () => {}, onStored: () => {} };

export function whenSent(acts: Follows): void {
  follows = acts;
}

async function send(item: Pending): Promise<Outcome> {
  try {
    const message = await postMessage(item.conversationId, item.body.message);
    threads.take(message);
    follows.onStored(item, message);
    return { kind: "stored" };
  } catch (error) {
    return outcomeOf(error, item);
  }
}

function outcomeOf(error: unknown, item: Pending): Outcome {
  if (error instanceof Unreachable) return { kind: "again" };
  if (!(error instanceof ApiError)) return { kind: "refused", reason: String(error) };
  if (error.status === 429 || error.status === 503) return { kind: "again" };
  if (error.status === 401) return { kind: "again" };
  // A late repeat of what one has taken back.
  if (error.error === "message_undone") return { kind: "stored" };
  if (error.error === "window_closed")
    return { kind: "refused", reason: t("message.windowClosed") };
  if (error.error === "channel_off") return { kind: "refused", reason: t("message.channelOff") };
  // Taken, resolved, or out of our sight meanwhile: there is nothing to send it to any more.
  if ([403, 404, 409].includes(error.status)) {
    follows.onTaken(item, error);
    return { kind: "stored" };
  }
  return { kind: "refused", reason: reasonOf(error) };
}

export const outbox = new Outbox<Written>(send, {
  read: () => sessionStorage.getItem("simpul.outbox"),
  write: (value) => sessionStorage.setItem("simpul.outbox", value),
});

/** The message came back by the line: the bubble that stood for it goes. */
export const settle = (clientId: string): void => outbox.remove(clientId);

export const newClientId = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

export const usePending = (): readonly Pending[] =>
  useSyncExternalStore(outbox.subscribe, outbox.all);
