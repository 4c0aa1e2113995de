import { expect, test, vi } from "vitest";
import { later } from "../src/app/store/timing";
import { TypingSignal } from "../src/app/store/typing";

test("few signals: on at once and every 4 s, off after 5 s of silence or an emptied field", () => {
  vi.useFakeTimers();
  const sent: boolean[] = [];
  const typing = new TypingSignal(
    (on) => void sent.push(on),
    () => Date.now(),
    later,
  );
  for (let key = 0; key < 9; key += 1) {
    typing.typed(true);
    vi.advanceTimersByTime(500);
  }
  expect(sent).toEqual([true, true]);
  vi.advanceTimersByTime(5_000);
  expect(sent).toEqual([true, true, false]);
  typing.typed(true);
  typing.typed(false);
  expect(sent).toEqual([true, true, false, true, false]);
  vi.useRealTimers();
});
