import { describe, expect, it } from "vitest";
import type { ChannelTemplate, Conversation } from "../../../../contract/types";
import { replyWindow } from "../replyWindow";
import { found, isFilled, preview, textOf } from "./filling";

const template = (values: Partial<ChannelTemplate> = {}): ChannelTemplate => ({
  name: "order_update",
  language: "id",
  category: "UTILITY",
  status: "APPROVED",
  approved: true,
  header: "text",
  headerText: "Tentang {{topic}}",
  body: "Halo {{1}}, paket {{2}} di jalan.",
  footer: "Paketara",
  buttons: [],
  parameters: ["header.topic", "1", "2"],
  ...values,
});

describe("a template", () => {
  it("reads as the customer will read it, with what is missing marked", () => {
    const shown = preview(template(), { "header.topic": "paket", "1": "Dewi", "2": " " });
    expect(textOf(shown)).toBe("Tentang paket\n\nHalo Dewi, paket … di jalan.\n\nPaketara");
  });
  it("is filled in only when every place is", () => {
    const values = { "header.topic": "paket", "1": "Dewi" };
    expect(isFilled(template(), values)).toBe(false);
    expect(isFilled(template(), { ...values, "2": "NP-1" })).toBe(true);
  });
  it("is found by words of its name and text, approved ones first", () => {
    const paused = template({ name: "a_paused", approved: false });
    expect(found([paused, template()], "paket").map((one) => one.name)).toEqual([
      "order_update",
      "a_paused",
    ]);
    expect(found([template()], "order tidakada")).toEqual([]);
  });
});

describe("the reply window", () => {
  const chat = { state: "handled", windowExpiresAt: "2026-11-26T10:00:00Z" } as Conversation;
  const at = (time: string) => replyWindow(chat, Date.parse(`2026-11-26T${time}Z`));
  it("says nothing for long, counts the last hours, and closes minutes early", () => {
    expect(at("04:00:00")).toEqual({ closed: false, left: null });
    expect(at("09:00:00")).toEqual({ closed: false, left: 55 * 60_000 });
    expect(at("09:55:00")).toEqual({ closed: true, left: null });
  });
  it("is none where the channel has none", () => {
    const open = { ...chat, windowExpiresAt: null };
    expect(replyWindow(open, Date.now())).toEqual({ closed: false, left: null });
  });
});
