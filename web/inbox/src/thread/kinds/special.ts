import type { Message } from "../../../../contract/types";

const KINDS: ReadonlySet<Message["kind"]> = new Set([
  "voice",
  "audio",
  "video_note",
  "animation",
  "sticker",
  "location",
  "contact",
  "button_reply",
  "list_reply",
  "form_reply",
  "order",
  "unsupported",
]);

/** Whether a message is more than text and files: what shows it comes with the first such message. */
export const isSpecial = (message: Message): boolean =>
  KINDS.has(message.kind) ||
  !!message.referral ||
  !!message.remoteFiles?.length ||
  !!message.location ||
  !!message.contacts?.length;

/** Channels on which an answer can quote what it answers. */
const QUOTING: ReadonlySet<string> = new Set(["whatsapp", "telegram"]);

export const canQuote = (channelKind: string): boolean => QUOTING.has(channelKind);
