import { expect, test } from "vitest";
import { rarely } from "../rarely";

test("the same words are said once in a while, others at once", () => {
  let now = 1_000_000;
  const said = rarely(60_000, () => now);
  const heard = ["Sari writes", "", "Sari writes", "", "Budi writes", "Sari writes"].map(said);
  expect(heard).toEqual(["Sari writes", "", "", "", "Budi writes", "Sari writes"]);
  now += 59_999;
  expect(said("Sari writes")).toBe("");
  now += 1;
  expect(said("Sari writes")).toBe("Sari writes");
});
