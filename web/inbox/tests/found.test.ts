import { expect, test } from "vitest";
import { found } from "../src/settings/found";
import { PAGES } from "../src/settings/pages";
import "../src/texts/settings";

const ids = (asked: string) => found([...PAGES], asked).map((page) => page.id);

test("without words every page is there", () => {
  expect(ids("  ")).toHaveLength(PAGES.length);
});

test("a page is found by its words in both languages, by their beginnings", () => {
  expect(ids("theme")).toContain("display");
  expect(ids("tema")).toContain("display");
  expect(ids("KEYB dark")).toContain("display");
  expect(ids("emphatic nothing")).toEqual([]);
});
