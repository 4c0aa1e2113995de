import { expect, test } from "vitest";
import { unsent } from "../src/settings/kit/useEdits";

test("what was written while the rest was on its way stays unsaved", () => {
  const sent = { name: "Toko", capacity: 8, sites: ["a.example"] };
  expect(unsent({ ...sent }, sent)).toEqual({});
  expect(unsent({ ...sent, sites: ["a.example"] }, sent)).toEqual({});
  expect(unsent<Record<string, unknown>>({ ...sent, capacity: 9, lead: "Halo" }, sent)).toEqual({
    capacity: 9,
    lead: "Halo",
  });
});

test("what was put back meanwhile is a change again", () => {
  expect(unsent({ capacity: 8 }, { capacity: 9 })).toEqual({ capacity: 8 });
});
