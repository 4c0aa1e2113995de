import { expect, test } from "vitest";
import { Position } from "../position";

function reloadedAt(cursor: string): Position {
  const position = new Position();
  position.ready(cursor);
  position.reloaded(position.debt);
  return position;
}

test("nothing is asked for before the first reading", () => {
  const position = new Position();
  expect(position.since).toBeUndefined();
  position.ready("j.5");
  expect(position.since).toBeUndefined();
  position.reloaded(position.debt);
  expect(position.since).toBe("j.5");
});

test("events before ready do not move the cursor, those after it do", () => {
  const position = reloadedAt("j.5");
  position.dropped();
  position.heard("j.7");
  expect(position.since).toBe("j.5");
  position.ready("j.8");
  position.heard("j.9");
  expect(position.since).toBe("j.9");
});

test("a drop between resync and the end of its reload comes back to the old cursor", () => {
  const position = reloadedAt("j.5");
  position.resync("j.900");
  position.heard("j.901");
  expect(position.needsReload).toBe(true);
  expect(position.since).toBe("j.5");
  position.reloaded(position.debt);
  expect(position.since).toBe("j.901");
});
