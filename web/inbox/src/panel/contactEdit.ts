import type { Contact, ContactBody, ContactField, ContactPatch } from "../../../contract/types";

type Value = string | string[];

/** The fields of a contact as a form holds them; the house's own by their id. */
export interface Fields {
  name: string;
  phones: string[];
  emails: string[];
  address: string;
  birthday: string;
  nik: string;
  language: string;
  timeZone: string;
  priority: string;
  custom: Record<string, Value>;
}

export type FieldName = Exclude<keyof Fields, "custom">;

const OPTIONAL: readonly FieldName[] = [
  "address",
  "birthday",
  "nik",
  "language",
  "timeZone",
  "priority",
];

export const EMPTY: Fields = {
  name: "",
  phones: [],
  emails: [],
  address: "",
  birthday: "",
  nik: "",
  language: "",
  timeZone: "",
  priority: "",
  custom: {},
};

interface Begun {
  base: Contact;
  fields: Fields;
}

/** What is neither saved nor given up, by contact: the panels that show a form come and go. */
export const begun = new Map<string, Begun>();

export const fieldsOf = (contact: Contact): Fields => ({
  name: contact.name,
  phones: contact.phones,
  emails: contact.emails,
  address: contact.address ?? "",
  birthday: contact.birthday ?? "",
  nik: contact.nik ?? "",
  language: contact.language ?? "",
  timeZone: contact.timeZone ?? "",
  priority: contact.priority ?? "",
  custom: Object.fromEntries(
    Object.entries(contact.custom ?? {}).map(([id, value]) => [id, written(value)]),
  ),
});

function written(value: unknown): Value {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.map(String) : String(value ?? "");
}

const filled = (value: Value): Value =>
  typeof value === "string" ? value.trim() : value.map((each) => each.trim()).filter(Boolean);

const same = (a: Value = "", b: Value = ""): boolean =>
  JSON.stringify(filled(a)) === JSON.stringify(filled(b));

const namesOf = (fields: Fields): FieldName[] =>
  (Object.keys(fields) as (keyof Fields)[]).filter((name) => name !== "custom") as FieldName[];

/** What was written since `was`, over the contact as it is now: untouched fields become those. */
export function rebased(was: Fields, now: Contact, fields: Fields): Fields {
  const is = fieldsOf(now);
  const untouched = namesOf(fields).filter((name) => same(was[name], fields[name]));
  const touched = Object.entries(fields.custom).filter(
    ([id, value]) => !same(was.custom[id], value),
  );
  return {
    ...fields,
    ...Object.fromEntries(untouched.map((name) => [name, is[name]])),
    custom: { ...is.custom, ...Object.fromEntries(touched) },
  };
}

/** Only what was changed, so that what others change meanwhile stays. */
export function patchOf(
  base: Contact,
  fields: Fields,
  own: readonly ContactField[] = [],
): ContactPatch | null {
  const before = fieldsOf(base);
  const names = namesOf(fields).filter((name) => !same(before[name], fields[name]));
  const custom = Object.entries(fields.custom).filter(
    ([id, value]) => !same(before.custom[id], value),
  );
  if (names.length === 0 && custom.length === 0) return null;
  const values = names.map((name) => {
    const value = filled(fields[name]);
    return [name, OPTIONAL.includes(name) && value === "" ? null : value];
  });
  return {
    version: base.version,
    ...Object.fromEntries(values),
    ...(custom.length > 0 && { custom: told(custom, own) }),
  };
}

/** A new contact. */
export function bodyOf(
  clientId: string,
  fields: Fields,
  own: readonly ContactField[] = [],
): ContactBody {
  const given = namesOf(fields).filter((name) => filled(fields[name]).length > 0);
  return {
    clientId,
    name: fields.name,
    ...Object.fromEntries(given.map((name) => [name, filled(fields[name])])),
    custom: told(Object.entries(fields.custom), own),
  };
}

/** As the hub takes them: numbers as numbers, yes and no as such, null for what is empty. */
function told(
  values: readonly (readonly [string, Value])[],
  own: readonly ContactField[],
): NonNullable<ContactPatch["custom"]> {
  const types = new Map(own.map(({ id, type }) => [id, type]));
  return Object.fromEntries(
    values.map(([id, value]) => {
      const clean = filled(value);
      if (clean.length === 0) return [id, null];
      if (typeof clean !== "string") return [id, clean];
      if (types.get(id) === "yes_no") return [id, clean === "yes"];
      const figure = Number(clean.replace(",", "."));
      return [id, types.get(id) === "number" && Number.isFinite(figure) ? figure : clean];
    }),
  );
}

/** What stands wrong with a field by the hub's words: "phones.1" is of the second line. */
export function faultsOf(body: Record<string, unknown>): Record<string, string> {
  const fields = body.fields;
  return typeof fields === "object" && fields !== null ? (fields as Record<string, string>) : {};
}
