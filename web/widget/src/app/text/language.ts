import type { Language } from "../wire";
import { en, type Texts } from "./en";
import { id } from "./id";

export const TEXTS: Record<Language, Texts> = { en, id };

/** The language of a tag such as `en-GB`; Malay readers are served in Indonesian. */
export function languageOf(tag: string): Language | null {
  const code = tag.slice(0, 2).toLowerCase();
  if (code === "en") return "en";
  return code === "id" || code === "ms" || code === "in" ? "id" : null;
}

/** What the browser asks for, when it is a language of ours. */
export function browserLanguage(tags: readonly string[]): Language | null {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return null;
}

/** The visitor's choice, else the browser's wish among the channel's languages, else its default. */
export function pickLanguage(
  chosen: Language | null,
  tags: readonly string[],
  channel: { languages: readonly Language[]; defaultLanguage: Language } | null,
): Language {
  const offered = (language: Language | null): language is Language =>
    language !== null && (!channel || channel.languages.includes(language));
  if (offered(chosen)) return chosen;
  for (const tag of tags) {
    const wished = languageOf(tag);
    if (offered(wished)) return wished;
  }
  return channel?.defaultLanguage ?? "id";
}
