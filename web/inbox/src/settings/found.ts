import i18next from "i18next";
import type { SettingsPage } from "./pages";

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function wordsOf(page: SettingsPage): string {
  const each = ["en", "id"].flatMap((lang) => {
    const say = i18next.getFixedT(lang);
    return [say(page.title), say(page.keywords)];
  });
  return plain(each.join(" "));
}

/** The pages in which each of the words begins somewhere, in either language. */
export function found(pages: SettingsPage[], asked: string): SettingsPage[] {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  return pages.filter((page) => {
    const text = ` ${wordsOf(page)}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}
