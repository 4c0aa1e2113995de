import { afterEach, expect, test } from "vitest";
import { beginChoosing, selection, stopChoosing, toggle } from "../src/list/selection";

const ORDER = ["a", "b", "c", "d"];
const chosen = (): string[] => [...(selection() ?? [])].sort();

afterEach(stopChoosing);

test("a row goes in and out again", () => {
  beginChoosing("a");
  toggle("b");
  toggle("a");
  expect(chosen()).toEqual(["b"]);
});

test("a range takes in all between the last one and this one, either way", () => {
  beginChoosing();
  toggle("c");
  toggle("a", ORDER);
  expect(chosen()).toEqual(["a", "b", "c"]);
});

test("a range without a beginning is one row", () => {
  beginChoosing();
  toggle("d", ORDER);
  expect(chosen()).toEqual(["d"]);
});

test("nothing is chosen once it is over", () => {
  beginChoosing("a");
  stopChoosing();
  expect(selection()).toBeNull();
});
