/** Language and theme, kept in this browser. */
import { useEffect, useState } from "preact/hooks";
import { type Language, TEXTS, type Texts } from "./texts";

function kept(name: string): string | null {
  try {
    return localStorage.getItem(`play.${name}`);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`play.${name}`, value);
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

function firstLanguage(): Language {
  const before = kept("language");
  if (before === "en" || before === "id") return before;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "id";
}

export function useLanguage(): { t: Texts; language: Language; change: () => void } {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const t = TEXTS[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t.title} · Simpul`;
  }, [language, t]);
  const change = () => {
    const other = language === "en" ? "id" : "en";
    keep("language", other);
    setLanguage(other);
  };
  return { t, language, change };
}

export function useTheme(): () => void {
  const [theme, setTheme] = useState(
    () => kept("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
  );
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return () => {
    const other = theme === "dark" ? "light" : "dark";
    keep("theme", other);
    setTheme(other);
  };
}
