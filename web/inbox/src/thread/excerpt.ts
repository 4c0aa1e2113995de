import type { Message } from "../../../contract/types";
import type { useTexts } from "../texts/i18n";

const LETTERS = 160;

/** A message on one line: its words, else what it is. */
export function excerpt(message: Message, t: ReturnType<typeof useTexts>["t"]): string {
  const { text, location, contacts, attachments, kind } = message;
  const words =
    text || location?.name || contacts?.map((one) => one.name).join(", ") || attachments[0]?.name;
  if (words && !message.deletedAt) return words.replace(/\s+/g, " ").slice(0, LETTERS);
  return kind === "text" ? "…" : t(`list.kind.${kind}`);
}
