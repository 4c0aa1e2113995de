import { expect, test } from "vitest";
import { Refused } from "../src/app/api";
import { mergeMessages } from "../src/app/store/merge";
import { Visit } from "../src/app/store/session";
import { Store } from "../src/app/store/state";
import type { Session, SessionBody } from "../src/app/wire";
import { fromMaya, keepInMemory, session } from "./people";

function scene(answer: (body: SessionBody) => Session, keep = keepInMemory()) {
  const store = new Store();
  const asked: SessionBody[] = [];
  const ask = async (body: SessionBody) => {
    asked.push(body);
    return answer(body);
  };
  return { store, asked, keep, visit: new Visit(store, { session: ask }, keep, () => "id") };
}

test("the token is kept, and continues the visit", async () => {
  const { visit, asked, keep } = scene(() => session());
  await visit.begin();
  await visit.begin({ name: " Maya ", email: "" });
  expect(asked).toEqual([{ language: "id" }, { language: "id", name: "Maya", token: "token-1" }]);
  expect(keep.all()).toEqual({ token: "token-1" });
});

test("two beginnings at once are one visitor", async () => {
  const { visit, asked } = scene(() => session());
  await Promise.all([visit.begin(), visit.begin({ name: "Maya" })]);
  expect(asked.map((body) => body.token)).toEqual([undefined, "token-1"]);
});

test("a refused token begins a new visit", async () => {
  const keep = keepInMemory({ token: "old" });
  const { visit, asked } = scene((body) => {
    if (body.token) throw new Refused(401, "token_invalid", "");
    return session();
  }, keep);
  await visit.begin();
  expect(asked.map((body) => body.token)).toEqual(["old", undefined]);
  expect(keep.all()).toEqual({ token: "token-1" });
});

test("the link of a mail continues a chat once, and is forgotten", async () => {
  const asked: SessionBody[] = [];
  const ask = async (body: SessionBody) => {
    asked.push(body);
    return session();
  };
  const visit = new Visit(new Store(), { session: ask }, keepInMemory(), () => "id", "secret");
  await visit.begin();
  await visit.begin();
  expect(asked.map((body) => body.resumeToken)).toEqual(["secret", undefined]);
});

test("a link that has ended leaves the visit of this browser, and says so", async () => {
  const store = new Store();
  const ask = async (body: SessionBody) => {
    if (body.resumeToken) throw new Refused(409, "link_used", "");
    return session();
  };
  const keep = keepInMemory({ token: "own" });
  await new Visit(store, { session: ask }, keep, () => "id", "secret").begin();
  expect(store.get().linkEnded).toBe(true);
  expect(store.get().visitor).not.toBeNull();
});

test("another visitor does not see the messages of the one before", async () => {
  const visitors = ["maya", "someone else"];
  const { visit, store } = scene(() => session({ visitor: { id: visitors.shift() ?? "" } }));
  await visit.begin();
  store.set((state) => mergeMessages(state, [fromMaya(1)]));
  await visit.begin();
  expect(store.get().messages.size).toBe(0);
});
