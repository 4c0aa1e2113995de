import type { Dress } from "../bridge";
import { attempt } from "./attempt";

/**
 * A note on the host page's own storage that this visitor has talked here before, with the look of
 * the launcher. Written only after the visitor opened the chat; every page may forbid storage.
 */
export interface Known {
  read(): Dress | null;
  write(dress: Dress): void;
  forget(): void;
}

export function knownVisitor(channelId: string, storage: () => Storage): Known {
  const key = `simpul:${channelId}`;
  return {
    read: () => attempt(() => parseDress(storage().getItem(key)), null),
    write: (dress) => attempt(() => storage().setItem(key, JSON.stringify(dress)), undefined),
    forget: () => attempt(() => storage().removeItem(key), undefined),
  };
}

function parseDress(text: string | null): Dress | null {
  if (!text) return null;
  const value = JSON.parse(text) as Partial<Dress>;
  if (typeof value.brand !== "string" || typeof value.onBrand !== "string") return null;
  const { brand, onBrand, language = "id", side = "right" } = value;
  return { brand, onBrand, language, side };
}
