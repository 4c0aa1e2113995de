import { expect, test } from "vitest";
import { deviceName } from "../src/settings/account/device";
import { addressesIn, withAddresses } from "../src/settings/members/addresses";
import { strengthOf } from "../src/signin/strength";
import { spokenAddress } from "../src/ui/channels";

test("a pasted list of any kind becomes its addresses", () => {
  const pasted = "Ana <ana@toko.id>; budi@toko.id,\n'citra@toko.id'\tdewi@toko.id\n\n";
  expect(addressesIn(pasted)).toEqual([
    "ana@toko.id",
    "budi@toko.id",
    "citra@toko.id",
    "dewi@toko.id",
  ]);
});

test("what is no whole address stays and is marked, each once and in small letters", () => {
  const chips = withAddresses(
    [{ email: "ana@toko.id", good: true }],
    "ANA@toko.id, budi@toko, eka",
  );
  expect(chips).toEqual([
    { email: "ana@toko.id", good: true },
    { email: "budi@toko", good: false },
    { email: "eka", good: false },
  ]);
});

test("a password is judged by what makes it hard to guess", () => {
  expect(strengthOf("pendek")).toBe("short");
  for (const weak of ["password123", "12345678", "abcdefgh", "aaaaaaaaaa", "rahasia2026"]) {
    expect(strengthOf(weak), weak).toBe("weak");
  }
  expect(strengthOf("budi.santoso1", ["budi.santoso@toko.id"])).toBe("weak");
  expect(strengthOf("Gerobak77 kopi")).not.toBe("weak");
  expect(strengthOf("gerobak biru lari ke pasar")).toBe("strong");
});

test("an address is told as a person knows it, and an id of nobody is not told", () => {
  expect(spokenAddress("6281234567889", "whatsapp")).toBe("+62 812-3456-7889");
  expect(spokenAddress("GB.1349182736450999", "whatsapp")).toBe("GB.1349182736450999");
  expect(spokenAddress("55667788", "telegram")).toBe("55667788");
  expect(spokenAddress("ana@toko.id", "email")).toBe("ana@toko.id");
  for (const [group, kind] of [
    ["-1001234567890", "telegram"],
    ["Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD", "whatsapp"],
    ["66a1f0c2e4b0a1b2c3d4e5f6", "livechat"],
    ["", "telegram"],
  ] as const) {
    expect(spokenAddress(group, kind), group).toBeNull();
  }
});

test("a browser's long name is said as people say it", () => {
  const windows =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
  expect(deviceName(`${windows} Chrome/140.0 Safari/537.36`)).toBe("Chrome, Windows");
  expect(deviceName(`${windows} Chrome/140.0 Safari/537.36 Edg/140.0`)).toBe("Edge, Windows");
  expect(
    deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/6"),
  ).toBe("Safari, iPhone");
  expect(deviceName("curl/8.5.0")).toBe("curl");
  expect(deviceName("")).toBe("");
});
