/** What the demo tells about the customers' side, and what can be done there: hub/demo/play. */

export interface Switch {
  name: string;
  on: boolean;
  once: boolean;
}

export interface Person {
  id: string;
  name: string;
  address: string;
  last: string;
  at: string | null;
  fresh: number;
  /** Several people write in it. */
  group: boolean;
}

/** Somebody in a group. */
export interface Writer {
  id: string;
  name: string;
}

export interface Side {
  id: string;
  kind: string;
  name: string;
  address: string;
  kinds: string[];
  people: Person[];
  troubles: Switch[];
  hasGroups: boolean;
}

export interface StoredFile {
  url: string;
  name: string;
  mime: string;
  size: number;
}

export interface Place {
  latitude: number;
  longitude: number;
  name: string;
  address: string;
}

export interface Card {
  name: string;
  phone: string;
}

export interface Message {
  id: string;
  own: boolean;
  author: string;
  kind: string;
  at: string;
  text: string;
  subject: string;
  file: StoredFile | null;
  place: Place | null;
  card: Card | null;
  choices: string[];
  quoted: string;
  reactions: string[];
  status: string;
  error: string;
  edited: boolean;
  deleted: boolean;
}

export interface Chat {
  person: Person;
  bubbles: Message[];
  circumstances: Switch[];
  writers: Writer[];
  hasWindow: boolean;
  openUntil: string | null;
  canPassTime: boolean;
}

export interface Visit {
  id: string;
  name: string;
}

export interface World {
  sides: Side[];
  visits: Visit[];
}

export interface Said {
  kind: string;
  text?: string;
  subject?: string;
  quotes?: string;
  target?: string;
  writer?: string;
  place?: Place;
  card?: Card;
}

const BASE = "/play/api";

/** The demo said no, in its own words. */
export class Refused extends Error {}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const sends = body !== undefined;
  const file = body instanceof Blob;
  const answer = await fetch(`${BASE}${path}`, {
    method: sends ? "POST" : "GET",
    headers: sends ? { "X-Play": "1", "Content-Type": file ? body.type : "application/json" } : {},
    body: !sends ? undefined : file ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Refused((await answer.text()) || String(answer.status));
  return (await answer.json()) as T;
}

const at = (side: string, person: string) =>
  `/${encodeURIComponent(side)}/people/${encodeURIComponent(person)}`;

export const world = () => ask<World>("");
export const chat = (side: string, person: string, looking: boolean) =>
  ask<Chat>(`${at(side, person)}${looking ? "?looking" : ""}`);
export const meet = (side: string, name: string) =>
  ask<Chat>(`/${encodeURIComponent(side)}/people`, { name });
export const found = (side: string, name: string, people: string[]) =>
  ask<Chat>(`/${encodeURIComponent(side)}/groups`, { name, people });
export const join = (side: string, group: string, name: string) =>
  ask<Chat>(`${at(side, group)}/writers`, { name });
export const say = (side: string, person: string, said: Said) =>
  ask<Chat>(`${at(side, person)}/messages`, said);
export const turn = (side: string, person: string, name: string, on: boolean) =>
  ask<Chat>(`${at(side, person)}/circumstances`, { name, on });
export const passTime = (side: string, person: string, hours: number) =>
  ask<Chat>(`${at(side, person)}/hours`, { hours });
export const trouble = (side: string, name: string, on: boolean) =>
  ask<Side>(`/${encodeURIComponent(side)}/troubles`, { name, on });

export function sendFile(
  side: string,
  person: string,
  kind: string,
  file: Blob,
  name: string,
  caption: string,
  writer: string,
): Promise<Chat> {
  const query = new URLSearchParams({ kind, name, caption, writer });
  return ask<Chat>(`${at(side, person)}/files?${query}`, file);
}

export const fileUrl = (url: string) => `${BASE}/${url}`;
