import { LENT, type Lent } from "../bridge";

/**
 * The little the browser keeps: token, unsent messages, draft, chosen language. The app only runs
 * once the visitor has opened the chat, so nothing is written before.
 */
export interface Keep {
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
}

/** Where the texts lie; null is nothing. */
interface Shelf {
  get(name: string): string | null;
  put(name: string, text: string | null): void;
}

/** In the frame's own storage. Where that is forbidden it lasts as long as the page. */
export function keepIn(channelId: string, storage: () => Storage): Keep {
  const memory = shelfInMemory({});
  const key = (name: string) => `simpul:${channelId}:${name}`;
  return keepOn({
    get(name) {
      try {
        return storage().getItem(key(name));
      } catch {
        return memory.get(name);
      }
    },
    put(name, text) {
      try {
        if (text === null) storage().removeItem(key(name));
        else storage().setItem(key(name), text);
      } catch {
        memory.put(name, text);
      }
    },
  });
}

/** Here as long as the page, and handed to the host page for the next one. */
export function keepAtHost(kept: Lent, hand: (name: string, text: string | null) => void): Keep {
  const memory = shelfInMemory(kept);
  return keepOn({
    get: memory.get,
    put(name, text) {
      // The outbox says "nothing waits" often; the host need not hear it again.
      if (memory.get(name) === text) return;
      memory.put(name, text);
      if (LENT.some((lent) => lent === name)) hand(name, text);
    },
  });
}

function shelfInMemory(start: object): Shelf {
  const memory = new Map<string, unknown>(Object.entries(start));
  return {
    get(name) {
      const text = memory.get(name);
      return typeof text === "string" ? text : null;
    },
    put: (name, text) => void (text === null ? memory.delete(name) : memory.set(name, text)),
  };
}

function keepOn(shelf: Shelf): Keep {
  return {
    read<T>(name: string): T | null {
      try {
        return JSON.parse(shelf.get(name) ?? "null") as T | null;
      } catch {
        return null;
      }
    },
    write(name: string, value: unknown): void {
      const gone = value === null || value === undefined || value === "";
      shelf.put(name, gone ? null : JSON.stringify(value));
    },
  };
}
