import type { TextKey, Translate } from "../texts/i18n";
import type { IconName } from "./iconPaths";

const KNOWN: Record<string, { icon: IconName; text: TextKey }> = {
  livechat: { icon: "message-circle", text: "channel.chat" },
  whatsapp: { icon: "brand-whatsapp", text: "channel.whatsapp" },
  telegram: { icon: "brand-telegram", text: "channel.telegram" },
  email: { icon: "mail", text: "channel.email" },
};

/** A kind that this face does not know yet is still shown, under its own name. */
export const channelIcon = (kind: string): IconName => KNOWN[kind]?.icon ?? "message-2";

export function channelName(kind: string, t: Translate): string {
  const known = KNOWN[kind];
  return known ? t(known.text) : kind;
}

/** Whether answers there are mails, with a head and a formatted text. */
export const isMail = (kind: string): boolean => kind === "email";

const OPAQUE = /^[0-9a-f]{24}$/;

/** The address as a person knows it; a visitor without one has only an id, which says nothing. */
export const spokenAddress = (address: string): string | null =>
  address && !OPAQUE.test(address) ? address : null;
