import { expect, test } from "vitest";
import { clockWord, urgency } from "../src/list/rowClock";
import { chatOf } from "./people";

const start = Date.parse("2026-11-23T03:00:00.000Z");
const chat = chatOf(1, {
  dueAt: "2026-11-23T03:01:00.000Z",
  dueNearAt: "2026-11-23T03:00:45.000Z",
});

test("amber when the target is near, red after it", () => {
  expect(urgency(chat, start + 44_000)).toBe("calm");
  expect(urgency(chat, start + 45_000)).toBe("soon");
  expect(urgency(chat, start + 60_000)).toBe("late");
});

test("the clock counts from the oldest unanswered message and stops when we have answered", () => {
  expect(clockWord(chat, start + 52_000)).toBe("soon|52 s");
  expect(clockWord(chat, start + 12 * 60_000)).toBe("late|12 min");
  expect(clockWord({ ...chat, waitingFor: "customer" }, start)).toBe("");
});
