/** The smallest objects a test needs; Maya is the visitor, Sari the agent. */
import type { ChatApi } from "../src/app/api";
import type { Keep } from "../src/app/keep";
import type { Conversation, Message, Session } from "../src/app/wire";

const MINUTE = 60_000;

/** Minutes after ten on the day of the story, as the hub writes time. */
export const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 23, 10) + minutes * MINUTE).toISOString();

export function conversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: "c1",
    state: "queued",
    startedAt: at(0),
    asksRating: false,
    receivedNumber: 0,
    readNumber: 0,
    staffReadNumber: 0,
    version: 1,
    ...change,
  };
}

export function fromMaya(number: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${number}`,
    conversationId: "c1",
    number,
    direction: "inbound",
    author: { kind: "customer" },
    kind: "text",
    text: `Maya ${number}`,
    attachments: [],
    status: "received",
    clientId: `client-${number}`,
    at: at(number),
    version: 1,
    ...change,
  };
}

export function fromSari(number: number, change: Partial<Message> = {}): Message {
  return fromMaya(number, {
    direction: "outbound",
    author: { kind: "agent", name: "Sari" },
    text: `Sari ${number}`,
    status: "sent",
    clientId: null,
    ...change,
  });
}

export function session(change: Partial<Session> = {}): Session {
  return {
    token: "token-1",
    visitor: { id: "maya" },
    conversation: null,
    channel: {
      id: "ch1",
      name: "Paketara",
      appearance: {
        brandColor: "#7A2856",
        brandText: "#FFFFFF",
        welcome: {},
        askName: false,
        askEmail: false,
        askTopic: false,
        requireName: true,
        requireEmail: false,
        requireTopic: true,
        topics: [],
        offlineForm: true,
        launcherSide: "right",
      },
      isOpen: true,
      languages: ["id", "en"],
      defaultLanguage: "id",
      limits: { maxText: 4000, maxFiles: 5, maxFile: 1_000_000, mimes: ["image/png"] },
    },
    ...change,
  };
}

export function keepInMemory(start: Record<string, unknown> = {}): Keep & { all(): object } {
  const kept = new Map(Object.entries(start));
  return {
    read: <T>(name: string) => (kept.get(name) as T | undefined) ?? null,
    write: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
    all: () => Object.fromEntries(kept),
  };
}

/** An API of which a test fills in what it uses. */
export function api(parts: Partial<ChatApi>): ChatApi {
  const missing = () => {
    throw new Error("not part of this test");
  };
  return {
    session: missing,
    messages: missing,
    send: missing,
    rate: missing,
    receipts: missing,
    upload: missing,
    ...parts,
  };
}

/** Lets everything that is only waiting for promises go on. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));
