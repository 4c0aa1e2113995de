import { expect, test, vi } from "vitest";
import { Snapshots } from "../snapshots";

const row = (id: string, version: number, text = "") => ({ id, version, text });

test("a newer version replaces an older one, whatever the order of arrival", () => {
  const store = new Snapshots<ReturnType<typeof row>>();
  expect(store.take(row("a", 2, "new"))).toBe(true);
  expect(store.take(row("a", 1, "old"))).toBe(false);
  expect(store.take(row("a", 2, "again"))).toBe(false);
  expect(store.get("a")?.text).toBe("new");
});

test("what was lost does not come back with a late snapshot, only with a newer one", () => {
  const store = new Snapshots<ReturnType<typeof row>>();
  store.take(row("a", 3));
  expect(store.drop("a", 4)).toBe(true);
  expect(store.take(row("a", 4))).toBe(false);
  expect(store.take(row("a", 5))).toBe(true);
});

test("a loss that is older than what we hold is ignored", () => {
  const store = new Snapshots<ReturnType<typeof row>>();
  store.take(row("a", 5));
  expect(store.drop("a", 4)).toBe(false);
  expect(store.get("a")).toBeDefined();
});

test("listeners hear once for everything that changed in one turn", async () => {
  const store = new Snapshots<ReturnType<typeof row>>();
  const heard = vi.fn();
  store.subscribe(heard);
  store.take(row("a", 1));
  store.take(row("b", 1));
  store.take(row("b", 1));
  await Promise.resolve();
  expect(heard).toHaveBeenCalledTimes(1);
});

test("the list is the same array until something changes", () => {
  const store = new Snapshots<ReturnType<typeof row>>();
  store.take(row("a", 1));
  const before = store.all();
  store.take(row("a", 1));
  expect(store.all()).toBe(before);
  store.take(row("a", 2));
  expect(store.all()).not.toBe(before);
});

test("a reload lets go of what the hub showed no more, and keeps what came meanwhile", () => {
  const store = new Snapshots<ReturnType<typeof row>>();
  store.take(row("kept", 1));
  store.take(row("lost", 1));
  const generation = store.mark();
  store.take(row("kept", 1));
  store.take(row("arrived", 1));
  store.sweep(generation);
  expect(store.all().map((each) => each.id)).toEqual(["kept", "arrived"]);
});

test("rights that come back bring the object back at the version it had", () => {
  const store = new Snapshots<ReturnType<typeof row>>();
  store.take(row("a", 3));
  store.drop("a", 3);
  store.mark();
  expect(store.take(row("a", 3))).toBe(true);
  store.sweep(store.mark());
  expect(store.take(row("a", 3))).toBe(true);
});
