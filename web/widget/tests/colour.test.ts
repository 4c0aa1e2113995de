import { expect, test } from "vitest";
import { brandRoles, type Theme } from "../src/app/look/brand";
import { contrast, readable } from "../src/colour";

const BRANDS = [
  "#7A2856",
  "#3450CF",
  "#FFD400",
  "#FFFFFF",
  "#000000",
  "#00C853",
  "#808080",
  "#e91e63",
];

test("contrast is that of WCAG", () => {
  expect(contrast("#FFFFFF", "#000000")).toBeCloseTo(21);
  expect(contrast("#777", "#fff")).toBeCloseTo(4.48, 2);
});

test("text on any brand colour can be read", () => {
  for (const brand of BRANDS) {
    expect(contrast(readable(brand), brand), brand).toBeGreaterThanOrEqual(4.5);
    for (const theme of ["light", "dark"] as Theme[]) {
      const roles = brandRoles(brand, theme);
      expect(
        contrast(roles["--brand-text"] ?? "", roles["--brand-soft"] ?? ""),
        brand,
      ).toBeGreaterThanOrEqual(4.5);
    }
  }
});
