import { asText, contrast, mix, readable } from "../../colour";

const SURFACE = { light: "#FFFFFF", dark: "#161A21" };
const CANVAS = { light: "#F6F7F9", dark: "#0E1116" };

export type Theme = "light" | "dark";

/** The channel's colour as the roles the styles use, all readable whatever the colour is. */
export function brandRoles(brand: string, theme: Theme): Record<string, string> {
  const soft = mix(brand, SURFACE[theme], theme === "light" ? 0.9 : 0.78);
  const faint = contrast(brand, CANVAS[theme]) < 1.5;
  return {
    "--brand": brand,
    "--on-brand": readable(brand),
    "--brand-soft": soft,
    "--brand-text": asText(brand, soft),
    // A colour like the ground's own needs an edge to be seen.
    "--brand-edge": faint ? "var(--outline)" : "transparent",
    "--soft-edge": faint ? "var(--line)" : "transparent",
  };
}

export function wear(root: HTMLElement, brand: string | null, theme: Theme): void {
  root.dataset.theme = theme;
  const roles = brandRoles(brand ?? (theme === "light" ? "#3450CF" : "#4A63DE"), theme);
  for (const [name, value] of Object.entries(roles)) root.style.setProperty(name, value);
}

export function wishedTheme(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
