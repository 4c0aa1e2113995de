import type { Contact, ContactPatch } from "../../../contract/types";

/** The fields of a contact as a form holds them. */
export interface Fields {
  name: string;
  phones: string[];
  emails: string[];
  address: string;
  language: string;
  timeZone: string;
}

export type FieldName = keyof Fields;

export const fieldsOf = (contact: Contact): Fields => ({
  name: contact.name,
  phones: contact.phones,
  emails: contact.emails,
  address: contact.address ?? "",
  language: contact.language ?? "",
  timeZone: contact.timeZone ?? "",
});

const filled = (value: string | string[]): string | string[] =>
  typeof value === "string" ? value.trim() : value.map((each) => each.trim()).filter(Boolean);

const same = (a: string | string[], b: string | string[]): boolean =>
  JSON.stringify(filled(a)) === JSON.stringify(filled(b));

const namesOf = (fields: Fields): FieldName[] => Object.keys(fields) as FieldName[];

/** What was written, over the contact as a colleague has left it: untouched fields become his. */
export function rebased(before: Contact, now: Contact, fields: Fields): Fields {
  const [was, is] = [fieldsOf(before), fieldsOf(now)];
  const untouched = namesOf(fields).filter((name) => same(was[name], fields[name]));
  return { ...fields, ...Object.fromEntries(untouched.map((name) => [name, is[name]])) };
}

/** Only what was changed, so that what others change meanwhile stays. */
export function patchOf(base: Contact, fields: Fields): ContactPatch | null {
  const before = fieldsOf(base);
  const names = namesOf(fields).filter((name) => !same(before[name], fields[name]));
  if (names.length === 0) return null;
  const values = names.map((name) => {
    const value = filled(fields[name]);
    const optional = name === "address" || name === "language" || name === "timeZone";
    return [name, optional && value === "" ? null : value];
  });
  return { version: base.version, ...Object.fromEntries(values) };
}

/** What stands wrong with a field by the hub's words: "phones.1" is of the second line. */
export function faultsOf(body: Record<string, unknown>): Record<string, string> {
  const fields = body.fields;
  return typeof fields === "object" && fields !== null ? (fields as Record<string, string>) : {};
}
