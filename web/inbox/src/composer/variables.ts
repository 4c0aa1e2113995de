import type { Conversation } from "../../../contract/types";

/** What quick replies may hold; the hub refuses others when they are saved. */
export const VARIABLES = [
  "contact.name",
  "contact.firstName",
  "agent.name",
  "agent.firstName",
  "conversation.number",
  "company",
] as const;

export type Variable = (typeof VARIABLES)[number];
export type Values = Partial<Record<Variable, string>>;

const INSIDE = /{{([^{}]*)}}/g;

/** The names that the hub gives to visitors who have not said theirs. */
const UNNAMED = /^(?:Pengunjung|Visitor)(?: [\w-]+)?$/;

const firstOf = (name: string): string => name.trim().split(/\s+/)[0] ?? "";

/** What is known where the text is inserted; an unknown name stays unknown. */
export function valuesFor(chat: Conversation, agent: string, company: string): Values {
  const named = !UNNAMED.test(chat.contact.name);
  return {
    ...(named
      ? { "contact.name": chat.contact.name, "contact.firstName": firstOf(chat.contact.name) }
      : {}),
    "agent.name": agent,
    "agent.firstName": firstOf(agent),
    "conversation.number": String(chat.number),
    ...(company ? { company } : {}),
  };
}

/** Fills in what is known, else the default; what has neither stays as it is. */
export function fill(text: string, values: Values): string {
  return text.replace(INSIDE, (whole, inside: string) => {
    const [name = "", ...rest] = inside.split("|");
    const known = values[name.trim() as Variable];
    return known ?? (rest.length ? rest.join("|").trim() : whole);
  });
}

export interface Unfilled {
  text: string;
  start: number;
  end: number;
}

/** The variables that nobody has filled in; only those that are ours. */
export function unfilled(text: string): Unfilled[] {
  return [...text.matchAll(INSIDE)]
    .filter(([, inside]) => VARIABLES.some((name) => name === (inside ?? "").split("|")[0]?.trim()))
    .map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
}
