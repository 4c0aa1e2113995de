import { expect, test } from "vitest";
import type { Agent, Department } from "../../contract/types";
import { matches, memberTargets } from "../src/acts/targets";
import { id, sari } from "./people";

const agent = (n: number, name: string, change: Partial<Agent> = {}): Agent => ({
  id: id(n),
  name,
  state: "online",
  source: "manual",
  load: 2,
  capacity: 8,
  forcedCapacity: 12,
  available: true,
  version: 1,
  ...change,
});

const departments = [{ id: id(50), name: "Pengiriman" }] as Department[];

test("who is there and has room stands first, who is full last", () => {
  const agents = [
    agent(1, "Full", { load: 8 }),
    agent(2, "Offline", { state: "offline", load: 0 }),
    agent(3, "Away", { state: "away", load: 0 }),
    agent(4, "Busy", { load: 5 }),
    agent(5, "Free", { load: 1 }),
  ];
  const names = memberTargets(agents, [], []).map((each) => each.name);
  expect(names).toEqual(["Free", "Busy", "Away", "Offline", "Full"]);
});

test("each carries his departments by name, and is found by them", () => {
  const [found] = memberTargets([agent(1, "Sari Wulandari")], [sari], departments);
  expect(found?.departments).toBe("Pengiriman");
  for (const asked of ["", "sa", "wul sa", "pengi", "SÁRI"]) {
    expect(found && matches(found, asked)).toBe(true);
  }
  expect(found && matches(found, "ari")).toBe(false);
});
