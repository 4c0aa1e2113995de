import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { prefer, preferences } from "../app/preferences";
import type chatEn from "./chat.en.json";
import type contactsEn from "./contacts.en.json";
import type doorEn from "./door.en.json";
import en from "./en.json";
import type failuresEn from "./failures.en.json";
import type houseEn from "./house.en.json";
import id from "./id.json";
import type kindsEn from "./kinds.en.json";
import type mailEn from "./mail.en.json";
import type membersEn from "./members.en.json";
import type bellEn from "./notify.en.json";
import type presenceEn from "./presence.en.json";
import type refusalsEn from "./refusals.en.json";
import type lateEn from "./settings.en.json";
import type templatesEn from "./templates.en.json";
import type toolsEn from "./tools.en.json";

export type Language = "en" | "id";

type Base<Key> = Key extends `${infer Stem}_${"one" | "other"}` ? Stem : Key;
/** Those that come later, with the part that speaks them. */
type Late =
  | keyof typeof chatEn
  | keyof typeof lateEn
  | keyof typeof refusalsEn
  | keyof typeof contactsEn
  | keyof typeof toolsEn
  | keyof typeof bellEn
  | keyof typeof doorEn
  | keyof typeof failuresEn
  | keyof typeof houseEn
  | keyof typeof kindsEn
  | keyof typeof mailEn
  | keyof typeof membersEn
  | keyof typeof presenceEn
  | keyof typeof templatesEn;
/** Every text there is; a plural goes by its stem. */
export type TextKey = Base<keyof typeof en | Late>;
export type Values = Record<string, string | number>;
export type Translate = (key: TextKey, values?: Values) => string;

/** The place of the numbers, dates and times of a language; English writes 10:42, Indonesian 10.42. */
export const LOCALES: Record<Language, string> = { en: "en-GB", id: "id-ID" };

const chosen = (): Language =>
  preferences().language ?? (navigator.language.toLowerCase().startsWith("en") ? "en" : "id");

export function startTexts(): void {
  void i18next.init({
    lng: chosen(),
    fallbackLng: false,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: en }, id: { translation: id } },
  });
  document.documentElement.lang = chosen();
}

export const language = (): Language => (i18next.language === "en" ? "en" : "id");

export function speak(to: Language): void {
  prefer({ language: to });
  document.documentElement.lang = to;
  void i18next.changeLanguage(to);
}

export const t: Translate = (key, values) => i18next.t(key, values ?? {}) as string;

/** Whether there is a text of this name, loaded by now. */
export const isKnown = (key: string): boolean => i18next.exists(key);

function subscribe(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}

/** The language of the screen; whoever uses it is drawn anew when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

export function useTexts(): { t: Translate; lang: Language } {
  return { t, lang: useLanguage() };
}
