import { useQuery } from "@tanstack/react-query";
import type { ChannelKind, ChannelOffers, Language } from "../../../../contract/types";
import type { Page } from "../../api/calls";
import { call } from "../../api/http";
import { inLanguage } from "../house";

type Words = Partial<Record<Language, string>>;

/** One setting or secret as the adapter's schema describes it. */
export interface Field {
  name: string;
  type: "text" | "long" | "number" | "tick" | "choice" | "list";
  titles: Words;
  descriptions: Words;
  group: string;
  usual: unknown;
  shownWhen: Record<string, unknown>;
  choices: { value: string; titles: Words }[];
  placeholder: string;
  mostCharacters?: number;
  least?: number;
  most?: number;
  required: boolean;
  /** The value that it must have while no provider can call the hub. */
  withoutAddress: unknown;
  /** The provider can be asked what there is. */
  offered: boolean;
  /** The hub makes it up. */
  generated: boolean;
}

export interface Preset {
  name: string;
  /** Of one that is no provider's name. */
  titles?: Words;
  settings: Record<string, unknown>;
}

export const useKinds = () =>
  useQuery({
    queryKey: ["channel-kinds"],
    queryFn: ({ signal }) => call<Page<ChannelKind>>("/channels/kinds", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the provider of a stored channel has for a setting. */
export const useOffers = (channelId: string, { name, offered }: Field) =>
  useQuery({
    queryKey: ["channel-offers", channelId, name],
    queryFn: ({ signal }) =>
      call<ChannelOffers>(`/channels/${channelId}/offers/${name}`, { signal }),
    enabled: offered && channelId !== "",
  });

type Schema = Record<string, unknown>;

const record = (value: unknown): Schema => (value ?? {}) as Schema;

/** What a reference leads to, with what stands beside it laid over. */
function resolved(schema: Schema, property: Schema): Schema {
  const options = (property.anyOf ?? property.allOf) as Schema[] | undefined;
  const chosen = options?.find(({ type }) => type !== "null");
  const inner = chosen ? { ...resolved(schema, chosen), ...property } : property;
  if (typeof inner.$ref !== "string") return inner;
  const name = inner.$ref.replace("#/$defs/", "");
  return { ...record(record(schema.$defs)[name]), ...inner };
}

function typeOf(property: Schema): Field["type"] {
  if (property.enum) return "choice";
  if (property.type === "boolean") return "tick";
  if (property.type === "integer" || property.type === "number") return "number";
  if (property.type === "array") return "list";
  return property.multiline ? "long" : "text";
}

export function fieldsOf(schema: Schema): Field[] {
  const required = new Set((schema.required as string[] | undefined) ?? []);
  return Object.entries(record(schema.properties)).map(([name, raw]) => {
    const property = resolved(schema, record(raw));
    const titles = record(property.choices) as Record<string, Words>;
    return {
      name,
      type: typeOf(property),
      titles: (property.titles as Words | undefined) ?? { en: name, id: name },
      descriptions: (property.descriptions as Words | undefined) ?? {},
      group: (property.group as string | undefined) ?? "",
      usual: property.default,
      shownWhen: record(property.shownWhen),
      choices: ((property.enum as string[] | undefined) ?? []).map((value) => ({
        value,
        titles: titles[value] ?? { en: value, id: value },
      })),
      placeholder: (property.placeholder as string | undefined) ?? "",
      mostCharacters: property.maxLength as number | undefined,
      least: property.minimum as number | undefined,
      most: property.maximum as number | undefined,
      required: required.has(name) || property.needed === true,
      offered: property.offered === true,
      withoutAddress: property.withoutAddress,
      generated: property.generated === true,
    };
  });
}

/** Fields by group, in the order in which each group is first named. */
export function grouped(fields: Field[]): [string, Field[]][] {
  const groups = new Map<string, Field[]>();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return [...groups];
}

export const isShown = (field: Field, values: Record<string, unknown>): boolean =>
  Object.entries(field.shownWhen).every(([name, value]) =>
    Array.isArray(value) ? value.includes(values[name]) : values[name] === value,
  );

export const groupTitle = (schema: Schema, group: string, lang: Language): string =>
  inLanguage(record(record(schema.groups)[group]) as Words, lang);

export const presetsOf = (schema: Schema): Preset[] => (schema.presets as Preset[]) ?? [];
