import { expect, test } from "vitest";
import { mergeConversation, mergeMessages } from "../src/app/store/merge";
import { Receipts } from "../src/app/store/receipts";
import { Store } from "../src/app/store/state";
import { conversation, fromMaya, fromSari } from "./people";

function scene(known: Parameters<typeof conversation>[0] = {}) {
  const store = new Store();
  const told: object[] = [];
  const eyes = { open: false };
  const send = async (body: object) => void told.push(body);
  const receipts = new Receipts(store, { receipts: send }, () => eyes.open);
  store.set((state) => mergeConversation(state, conversation(known)));
  return { store, told, eyes, receipts };
}

test("a closed panel says delivered, an open one read", async () => {
  const { store, told, eyes, receipts } = scene();
  store.set((state) => mergeMessages(state, [fromMaya(1), fromSari(2)]));
  await receipts.update();
  expect(told).toEqual([{ delivered: 2, read: undefined }]);
  eyes.open = true;
  await receipts.update();
  expect(told).toEqual([
    { delivered: 2, read: undefined },
    { delivered: 2, read: 2 },
  ]);
});

test("what the hub knows, or was told, is not told again", async () => {
  const { store, told, eyes, receipts } = scene({ receivedNumber: 2, readNumber: 2 });
  eyes.open = true;
  store.set((state) => mergeMessages(state, [fromSari(2)]));
  await receipts.update();
  store.set((state) => mergeMessages(state, [fromSari(3)]));
  await receipts.update();
  await receipts.update();
  expect(told).toEqual([{ delivered: 3, read: 3 }]);
});

test("what could not be told is told later", async () => {
  const { store } = scene();
  const told: object[] = [];
  let away = true;
  const send = async (body: object) => {
    if (away) throw new Error("away");
    told.push(body);
  };
  const receipts = new Receipts(store, { receipts: send }, () => true);
  store.set((state) => mergeMessages(state, [fromSari(1)]));
  await receipts.update();
  away = false;
  await receipts.update();
  expect(told).toEqual([{ delivered: 1, read: 1 }]);
});
