import type { Part, SearchMatch } from "../../../contract/types";

/** Why rows were found, by the search that found them; a row's own snapshots come and go beside it. */
const found = new Map<string, Map<string, SearchMatch>>();

const KEPT = 8;

export function noteMatches(key: string, matches: readonly SearchMatch[], fresh: boolean): void {
  const known = fresh ? new Map() : (found.get(key) ?? new Map());
  for (const match of matches) known.set(match.conversationId, match);
  found.delete(key);
  found.set(key, known);
  const [oldest] = found.keys();
  if (found.size > KEPT && oldest !== undefined) found.delete(oldest);
}

export const matchOf = (key: string, chatId: string): SearchMatch | undefined =>
  found.get(key)?.get(chatId);

export const plain = (parts: readonly Part[]): string => parts.map((part) => part.text).join("");
