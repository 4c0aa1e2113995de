import type { Message } from "../../../../contract/types";

/** What an order says of one product. Providers leave things out. */
export interface OrderItem {
  productId: string;
  quantity: number;
  price: number | null;
  currency: string | null;
}

const number = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
const word = (value: unknown): string | null =>
  typeof value === "string" && value.trim() ? value.trim() : null;

export function itemsOfOrder(order: Message["order"]): OrderItem[] {
  const items = Array.isArray(order?.items) ? order.items : [];
  return items
    .filter((item): item is Record<string, unknown> => !!item && typeof item === "object")
    .map((item) => ({
      productId: word(item.productId) ?? "",
      quantity: number(item.quantity) ?? 1,
      price: number(item.price),
      currency: word(item.currency),
    }));
}

/** The sum, when every item has a price and all are in one currency. */
export function totalOf(items: readonly OrderItem[]): { amount: number; currency: string } | null {
  const currency = items[0]?.currency;
  if (!currency || items.some((item) => item.price === null || item.currency !== currency))
    return null;
  return {
    amount: items.reduce((sum, item) => sum + (item.price ?? 0) * item.quantity, 0),
    currency,
  };
}

/** An amount as the language writes it; a currency that Intl does not know stands behind it. */
export function money(amount: number, currency: string, lang: string): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  try {
    return new Intl.NumberFormat(lang, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
    }).format(amount);
  } catch {
    return `${new Intl.NumberFormat(lang).format(amount)} ${currency}`;
  }
}

/** Seconds as ``m:ss``. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return "0:00";
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Coordinates with five decimals: about a metre. */
export const coordinates = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

/** A page of a map; nothing of it is loaded here. */
export const mapUrl = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;

/** Only pages of the web may be opened. */
export function webAddress(value: unknown): string | null {
  const address = word(value);
  return address && /^https?:\/\//i.test(address) ? address : null;
}

/** An answer that has parts: those of a list by commas, those of an object by their names. */
function inWords(answer: unknown): string {
  if (Array.isArray(answer)) return answer.map(inWords).join(", ");
  if (!answer || typeof answer !== "object") return String(answer ?? "");
  return Object.entries(answer)
    .map(([name, part]) => `${name.replaceAll("_", " ")}: ${inWords(part)}`)
    .join("; ");
}

/** A filled-in form: question and answer; null when it is no object of JSON. */
export function fieldsOfForm(payload: string | null | undefined): [string, string][] | null {
  try {
    const value: unknown = JSON.parse(payload ?? "");
    if (!value || typeof value !== "object" || Array.isArray(value)) return null;
    return Object.entries(value)
      .filter(([name]) => name !== "flow_token")
      .map(([name, answer]) => [name.replaceAll("_", " "), inWords(answer)]);
  } catch {
    return null;
  }
}
