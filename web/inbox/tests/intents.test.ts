import { describe, expect, it, vi } from "vitest";
import { hearIntent, intend } from "../src/app/intents";

describe("an intent", () => {
  it("to open something that is not loaded yet is answered once it is, and once", () => {
    intend("palette.open");
    const opened = vi.fn();
    hearIntent("palette.open", opened)();
    expect(opened).toHaveBeenCalledTimes(1);

    const again = vi.fn();
    hearIntent("palette.open", again)();
    expect(again).not.toHaveBeenCalled();
  });

  it("that nobody hears for long is forgotten, and any other at once", () => {
    vi.useFakeTimers();
    const late = vi.fn();
    intend("help.open");
    intend("thread.end");
    hearIntent("thread.end", late)();
    vi.advanceTimersByTime(11_000);
    hearIntent("help.open", late)();
    expect(late).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});
