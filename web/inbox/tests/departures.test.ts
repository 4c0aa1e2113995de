import { expect, test, vi } from "vitest";
import type { LiveEvent } from "../../live/link";
import { depart, departureOf, noteDeparture, onDeparture } from "../src/live/departures";
import { budi, chatOf, id, sari } from "./people";

const eventOf = (n: number, type: string, data: LiveEvent["data"] = {}): LiveEvent => ({
  id: id(900),
  type,
  at: "2026-11-23T03:00:00.000Z",
  cursor: "1",
  actor: { kind: "member", id: sari.id, name: sari.name },
  object: { kind: "conversation", id: id(n), version: 2 },
  data,
});
const handled = (n: number) => chatOf(n, { state: "handled", assignee: sari });

test("to whom a chat went is not said while it is not known, and is once its answer has come", () => {
  const row = handled(21);
  const told = vi.fn();
  const stop = onDeparture(told);
  noteDeparture(eventOf(21, "conversation.transferred", { gone: true }), row);
  expect(departureOf(row.id)).toMatchObject({ why: "transferred", name: null, memberId: null });
  depart({ row, why: "transferred", name: budi.name, memberId: budi.id, at: Date.now() });
  expect(departureOf(row.id)?.name).toBe(budi.name);
  expect(told).toHaveBeenCalledTimes(2);
  stop();
});

test("what one's own act has said stays, also when its event comes afterwards", () => {
  const row = handled(22);
  depart({ row, why: "transferred", name: budi.name, memberId: budi.id, at: Date.now() });
  noteDeparture(eventOf(22, "conversation.transferred", { gone: true }), row);
  expect(departureOf(row.id)?.name).toBe(budi.name);
});

test("what went to a department bears its name", () => {
  const after = chatOf(23, { departmentName: "Gudang" });
  noteDeparture(eventOf(23, "conversation.transferred"), handled(23), after);
  expect(departureOf(after.id)?.name).toBe("Gudang");
});

test("who took a chat that one sees no more is the one who did it", () => {
  const row = chatOf(24);
  noteDeparture(eventOf(24, "conversation.assigned", { gone: true }), row);
  expect(departureOf(row.id)).toMatchObject({ why: "taken", name: sari.name });
});
