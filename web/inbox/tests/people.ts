import type { Conversation, Member, Message } from "../../contract/types";

/** Ids as the hub makes them: 24 hex digits. */
export const id = (n: number): string => n.toString(16).padStart(24, "0");

export const sari: Member = {
  id: id(1),
  name: "Sari Wulandari",
  email: "sari@paketara.example",
  role: "agent",
  state: "active",
  departmentIds: [id(50)],
  departmentPriorities: {},
  supervisedIds: [],
  language: "en",
  undoMailSeconds: 0,
  undoChatSeconds: 0,
  version: 1,
};

export const budi = { id: id(2), name: "Budi Santoso" };

/** A chat that waits in the queue of Sari's department. */
export function chatOf(n: number, change: Partial<Conversation> = {}): Conversation {
  return {
    id: id(n),
    number: n,
    state: "queued",
    type: "inbox",
    priority: "normal",
    channelId: id(40),
    channelKind: "livechat",
    address: id(60),
    departmentId: id(50),
    contact: { id: id(70 + n), name: `Dewi ${n}` },
    startedAt: "2026-11-23T03:00:00.000Z",
    queuedAt: "2026-11-23T03:00:00.000Z",
    reopenCount: 0,
    waitingFor: "us",
    waitingSince: "2026-11-23T03:00:00.000Z",
    unanswered: false,
    unread: 1,
    lastNumber: 1,
    lastActivityAt: "2026-11-23T03:00:00.000Z",
    version: 1,
    ...change,
  } as Conversation;
}

export function messageOf(number: number, change: Partial<Message> = {}): Message {
  return {
    id: id(1000 + number),
    conversationId: id(100),
    number,
    direction: "inbound",
    visibility: "public",
    author: { kind: "customer", name: "Dewi" },
    kind: "text",
    text: `message ${number}`,
    attachments: [],
    status: "received",
    at: new Date(Date.parse("2026-11-23T03:00:00.000Z") + number * 1000).toISOString(),
    version: 1,
    ...change,
  } as Message;
}
