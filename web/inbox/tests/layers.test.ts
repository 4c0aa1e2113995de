import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { layOver } from "../src/app/layers";

/** The browser tells of a step back only after a while. */
const told = () => new Promise((done) => setTimeout(done, 30));

const taken: (() => void)[] = [];
const lay = () => {
  const close = vi.fn();
  const takeAway = layOver(close);
  taken.push(takeAway);
  return { close, takeAway };
};

beforeEach(() => window.history.pushState({ step: 7 }, ""));
afterEach(async () => {
  for (const takeAway of taken.splice(0)) takeAway();
  await told();
});

describe("what lies over the screen", () => {
  it("is taken away by the way back, which leads no further", async () => {
    const { close } = lay();
    window.history.back();
    await told();
    expect(close).toHaveBeenCalledOnce();
    expect(window.history.state).toEqual({ step: 7 });
  });
  it("leaves no step behind when it is closed by other means", async () => {
    const { close, takeAway } = lay();
    takeAway();
    await told();
    expect(close).not.toHaveBeenCalled();
    expect(window.history.state).toEqual({ step: 7 });
  });
  it("stays when it comes at the moment in which another one has gone", async () => {
    const first = lay();
    first.takeAway();
    const second = lay();
    await told();
    expect(second.close).not.toHaveBeenCalled();
    window.history.back();
    await told();
    expect(second.close).toHaveBeenCalledOnce();
    expect(window.history.state).toEqual({ step: 7 });
  });
  it("goes one by one, the uppermost first", async () => {
    const below = lay();
    const above = lay();
    window.history.back();
    await told();
    expect(above.close).toHaveBeenCalledOnce();
    expect(below.close).not.toHaveBeenCalled();
    window.history.back();
    await told();
    expect(below.close).toHaveBeenCalledOnce();
    expect(window.history.state).toEqual({ step: 7 });
  });
});
