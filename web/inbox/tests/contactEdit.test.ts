import { expect, test } from "vitest";
import type { Contact } from "../../contract/types";
import { fieldsOf, patchOf, rebased } from "../src/panel/contactEdit";
import { spokenPhone } from "../src/ui/phones";
import { id } from "./people";

const dewi: Contact = {
  id: id(7),
  name: "Dewi",
  phones: ["+6281233905889"],
  emails: [],
  address: "Depok",
  createdAt: "2026-11-23T03:00:00.000Z",
  version: 4,
};

test("only what was changed is sent, so that what others change stays", () => {
  const fields = fieldsOf(dewi);
  expect(patchOf(dewi, { ...fields, name: " Dewi ", emails: [""] })).toBeNull();
  expect(patchOf(dewi, { ...fields, name: "Dewi Lestari", address: "" })).toEqual({
    version: 4,
    name: "Dewi Lestari",
    address: null,
  });
});

test("after a colleague was first, what one has not touched becomes his", () => {
  const now = { ...dewi, name: "Dewi A", phones: ["+628111"], version: 5 };
  const fields = rebased(fieldsOf(dewi), now, { ...fieldsOf(dewi), name: "Dewi B" });
  expect(fields).toMatchObject({ name: "Dewi B", phones: ["+628111"] });
  expect(patchOf(now, fields)).toEqual({ version: 5, name: "Dewi B" });
});

test("a phone is shown as people say it", () => {
  expect(spokenPhone("+6281233905889")).toBe("+62 812-3390-5889");
});
