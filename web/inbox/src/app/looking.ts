/** What a list is narrowed to. It stands in the address under the hub's own names for it. */
export interface Looking {
  q: string;
  channelId: readonly string[];
  departmentId: readonly string[];
  agentId: readonly string[];
  labelId: readonly string[];
  type: readonly string[];
  state: readonly string[];
  priority: readonly string[];
  from: string;
  to: string;
}

export type Filter = Exclude<keyof Looking, "q" | "from" | "to">;

/** In the order of the address; boot.js asks for the first list in the same order. */
export const FILTERS: readonly Filter[] = [
  "channelId",
  "departmentId",
  "agentId",
  "labelId",
  "type",
  "state",
  "priority",
];

const ID = /^[0-9a-f]{24}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WORDS: Partial<Record<Filter, readonly string[]>> = {
  type: ["inbox", "outbox"],
  state: ["queued", "handled", "resolved"],
  priority: ["urgent", "high", "normal", "low"],
};

export const NOTHING: Looking = {
  q: "",
  channelId: [],
  departmentId: [],
  agentId: [],
  labelId: [],
  type: [],
  state: [],
  priority: [],
  from: "",
  to: "",
};

/** Out of an address; what makes no sense in it is left out. */
export function readLooking(values: URLSearchParams): Looking {
  const day = (name: "from" | "to") => {
    const given = values.get(name) ?? "";
    return DAY.test(given) ? given : "";
  };
  const chosen = Object.fromEntries(
    FILTERS.map((name) => {
      const known = WORDS[name];
      const given = [...new Set(values.getAll(name))].slice(0, 50);
      return [name, given.filter((value) => (known ? known.includes(value) : ID.test(value)))];
    }),
  ) as Record<Filter, string[]>;
  return {
    ...chosen,
    q: (values.get("q") ?? "").slice(0, 200),
    from: day("from"),
    to: day("to"),
  };
}

/** Adds it to an address. */
export function writeLooking(values: URLSearchParams, looking: Looking): void {
  if (looking.q.trim()) values.set("q", looking.q);
  for (const name of FILTERS) for (const value of looking[name]) values.append(name, value);
  if (looking.from) values.set("from", looking.from);
  if (looking.to) values.set("to", looking.to);
}

export const lookingKey = (looking: Looking): string => {
  const values = new URLSearchParams();
  writeLooking(values, looking);
  return values.toString();
};

/** How many filters are set; the search text is none. */
export const filterCount = (looking: Looking): number =>
  FILTERS.reduce((sum, name) => sum + looking[name].length, 0) +
  (looking.from || looking.to ? 1 : 0);

export const isLooking = (looking: Looking): boolean => lookingKey(looking) !== "";

/** With a value added, or taken away if it was there. */
export function toggled(looking: Looking, name: Filter, value: string): Looking {
  const present = looking[name];
  const next = present.includes(value) ? present.filter((v) => v !== value) : [...present, value];
  return { ...looking, [name]: next };
}
