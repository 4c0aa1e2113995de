import { useSyncExternalStore } from "react";
import type { Signal } from "../../../live/link";

/** Someone who is typing in a conversation, or looking at it, as far as we last heard. */
export interface Person {
  id: string;
  name: string | null;
  kind: "customer" | "agent" | "bot" | "system";
  doing: "reply" | "note";
}

interface Around {
  typing: readonly Person[];
  viewers: readonly { id: string; name: string }[];
}

const NOBODY: Around = { typing: [], viewers: [] };
const TYPING_LASTS = 6_000;

const around = new Map<string, Around>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

function put(conversationId: string, change: Partial<Around>): void {
  around.set(conversationId, { ...(around.get(conversationId) ?? NOBODY), ...change });
  for (const listener of listeners) listener();
}

function stopTyping(conversationId: string, personId: string): void {
  const typing = around.get(conversationId)?.typing ?? [];
  if (typing.some((person) => person.id === personId)) {
    put(conversationId, { typing: typing.filter((person) => person.id !== personId) });
  }
}

function hearTyping(body: Record<string, unknown>): void {
  const conversationId = String(body.conversationId);
  const author = (body.author ?? {}) as { id?: string; name?: string; kind?: string };
  const customer = !author.kind || author.kind === "customer";
  const id = customer ? "customer" : (author.id ?? author.kind ?? "");
  const key = `${conversationId} ${id}`;
  clearTimeout(timers.get(key));
  stopTyping(conversationId, id);
  if (!body.on) return;
  const person: Person = {
    id,
    name: author.name ?? null,
    kind: customer ? "customer" : "agent",
    doing: body.kind === "note" ? "note" : "reply",
  };
  put(conversationId, { typing: [...(around.get(conversationId)?.typing ?? []), person] });
  timers.set(
    key,
    setTimeout(() => stopTyping(conversationId, id), TYPING_LASTS),
  );
}

function hearViewers(body: Record<string, unknown>): void {
  const viewers = (body.viewers ?? body.members ?? []) as { id: string; name: string }[];
  put(String(body.conversationId), { viewers });
}

export function hearSignal(signal: Signal): void {
  if (signal.name === "typing") hearTyping(signal.body);
  else if (signal.name === "viewers") hearViewers(signal.body);
}

/** A message says more than the dots: its author has stopped. */
export const hasWritten = (conversationId: string, authorId?: string | null): void =>
  stopTyping(conversationId, authorId ?? "");

export function useAround(conversationId: string): Around {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => around.get(conversationId) ?? NOBODY,
  );
}
