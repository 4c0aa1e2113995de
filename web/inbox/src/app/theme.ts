import { prefer, preferences, type ThemeChoice } from "./preferences";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** Sets both marks: ours, which the tokens follow, and Mantine's. */
export function applyTheme(): void {
  const { theme } = preferences();
  const name = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
  document.documentElement.dataset.theme = name;
  document.documentElement.dataset.mantineColorScheme = name;
}

export function chooseTheme(theme: ThemeChoice): void {
  prefer({ theme });
  applyTheme();
}

dark.addEventListener("change", applyTheme);
