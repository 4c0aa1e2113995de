import { LENT, type Lent } from "../bridge";
import { attempt } from "./attempt";

/**
 * What the frame leaves here because the browser refuses it a storage of its own, in the host
 * page's storage. A frame exists only once the visitor has opened the chat, so nothing is written
 * before.
 */
export interface Kept {
  all(): Lent;
  write(name: string, text: string | null): void;
}

export function keptForFrame(channelId: string, storage: () => Storage): Kept {
  const key = (name: string) => `simpul:${channelId}:${name}`;
  const read = (name: string) => attempt(() => storage().getItem(key(name)), null);
  return {
    all() {
      const kept: Lent = {};
      for (const name of LENT) kept[name] = read(name) ?? undefined;
      return kept;
    },
    write(name, text) {
      if (!LENT.some((lent) => lent === name)) return;
      attempt(() => {
        if (text === null) storage().removeItem(key(name));
        else storage().setItem(key(name), text);
      }, undefined);
    },
  };
}
