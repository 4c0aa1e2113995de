import type { TextKey, Translate } from "../texts/i18n";
import type { IconName } from "./iconPaths";
import { spokenPhone } from "./phones";

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

/** Whether the customer's face is ours, so that there is nobody between us. */
export const isOurs = (kind: string): boolean => kind === "livechat";

const OPAQUE = /^[0-9a-f]{24}$/;

const DIGITS = /^\d{7,15}$/;

/** Ids of groups: at Telegram below zero, at WhatsApp neither a number nor somebody's user id. */
const GROUPS: Record<string, RegExp> = { telegram: /^-\d+$/, whatsapp: /^[^.]*[A-Za-z][^.]*$/ };

/** The address as a person knows it; a visitor without one, or a group, has only an id, which says
 * nothing.
 */
export function spokenAddress(address: string, kind: string): string | null {
  if (!address || OPAQUE.test(address) || GROUPS[kind]?.test(address)) return null;
  return hasNumber(kind) && DIGITS.test(address) ? spokenPhone(`+${address}`) : address;
}

/** Whether people are known there by their telephone number. */
export const hasNumber = (kind: string): boolean => kind === "whatsapp";
