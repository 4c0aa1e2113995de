import { expect, test } from "vitest";
import { Threads } from "../threads";

const message = (number: number, version = 1, conversationId = "c") => ({
  id: `${conversationId}${number}`,
  conversationId,
  number,
  version,
});

test("messages of conversations that nobody watches are not kept", () => {
  const threads = new Threads<ReturnType<typeof message>>();
  expect(threads.take(message(1))).toBe(false);
  threads.watch("c");
  expect(threads.take(message(1))).toBe(true);
});

test("messages stand in the order of their numbers, however they came", () => {
  const threads = new Threads<ReturnType<typeof message>>();
  threads.watch("c");
  for (const number of [3, 1, 2, 3]) threads.take(message(number));
  expect(threads.rows("c").map((each) => each.number)).toEqual([1, 2, 3]);
});

test("the rows are the same array until something changes", () => {
  const threads = new Threads<ReturnType<typeof message>>();
  threads.takeAll([message(1)]);
  const before = threads.rows("c");
  threads.take(message(1));
  expect(threads.rows("c")).toBe(before);
  threads.take(message(1, 2));
  expect(threads.rows("c")).not.toBe(before);
});

test("what lies before a newest page that was loaded anew is let go, and can come back", () => {
  const threads = new Threads<ReturnType<typeof message>>();
  threads.takeAll([1, 2, 3, 8, 9].map((number) => message(number)));
  threads.keepPage("c", [message(8), message(9)]);
  expect(threads.rows("c").map((each) => each.number)).toEqual([8, 9]);
  threads.take(message(3));
  expect(threads.rows("c").map((each) => each.number)).toEqual([3, 8, 9]);
});

test("what is gone leaves its thread, and a page that was read before does not bring it back", () => {
  const threads = new Threads<ReturnType<typeof message>>();
  threads.takeAll([message(1), message(2)]);
  const gone = message(2);
  expect(threads.drop(gone.id, gone.version + 1)).toMatchObject({ number: 2 });
  threads.takeAll([message(1), message(2)]);
  expect(threads.rows("c").map((each) => each.number)).toEqual([1]);
  expect(threads.drop("unknown", 1)).toBeUndefined();
});

test("what is missing within a newest page has gone meanwhile; what is newer has just come", () => {
  const threads = new Threads<ReturnType<typeof message>>();
  threads.takeAll([8, 9, 10, 11].map((number) => message(number)));
  threads.keepPage("c", [message(8), message(10)]);
  expect(threads.rows("c").map((each) => each.number)).toEqual([8, 10, 11]);
});
