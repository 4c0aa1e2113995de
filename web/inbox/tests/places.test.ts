import { afterEach, expect, test, vi } from "vitest";
import { guardLeaving, letGo } from "../src/app/leaving";
import { address, go, goTo, place } from "../src/app/places";

const CHAT = "65f0c2e4b0a1b2c3d4e5f6a7";

const popped = () =>
  new Promise((done) => window.addEventListener("popstate", done, { once: true }));

afterEach(() => goTo("/"));

test("a list and a conversation stand in the address", () => {
  go({ tab: "queued", chat: CHAT });

  expect(window.location.pathname + window.location.search).toBe(`/?tab=queued&chat=${CHAT}`);
  expect(place()).toMatchObject({ tab: "queued", chat: CHAT, area: null });
});

test("an area stands in the path, and a list leads out of it", () => {
  goTo(`/settings/channels/${CHAT}`);
  expect(place()).toMatchObject({ area: "settings", path: ["channels", CHAT], chat: null });

  go({ tab: "queued" });
  expect(place()).toMatchObject({ area: null, path: [], tab: "queued" });
  expect(address({ tab: "mine", chat: null })).toBe("/");
});

test("an unknown path shows the chats", () => {
  goTo("/nothing/here");

  expect(place()).toMatchObject({ area: null, tab: "mine", chat: null });
});

test("Back leads to where one was", async () => {
  goTo("/settings/display");
  const back = popped();
  window.history.back();
  await back;

  expect(place().area).toBeNull();
});

test("nobody leaves unsaved changes without being asked", () => {
  goTo("/settings/company");
  const asked = vi.fn();
  const free = guardLeaving(asked);

  goTo("/");
  expect(place().area).toBe("settings");
  expect(asked).toHaveBeenCalledOnce();

  free();
  asked.mock.calls[0]?.[0]();
  expect(place().area).toBeNull();
});

test("a yes is not asked about again, also when it was Back", async () => {
  goTo("/settings/company");
  const asked = vi.fn();
  guardLeaving(asked);
  const undone = popped().then(popped);
  window.history.back();
  await undone;

  letGo();
  const gone = popped();
  asked.mock.calls[0]?.[0]();
  await gone;
  expect(place().area).toBeNull();
  expect(asked).toHaveBeenCalledOnce();
});

test("Back with unsaved changes stays, and goes when the answer is yes", async () => {
  goTo("/settings/company");
  const asked = vi.fn();
  const free = guardLeaving(asked);

  const undone = popped().then(popped);
  window.history.back();
  await undone;
  expect(place().path).toEqual(["company"]);
  expect(window.location.pathname).toBe("/settings/company");

  free();
  const gone = popped();
  asked.mock.calls[0]?.[0]();
  await gone;
  expect(place().area).toBeNull();
});
