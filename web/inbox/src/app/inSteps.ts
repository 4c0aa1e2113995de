import type { Conversation } from "../../../contract/types";

/** What became of one of many: how it stands afterwards, or why it stayed as it was. */
export interface Outcome {
  id: string;
  after?: Conversation | null | undefined;
  refusal?: unknown;
}

/** A few at a time. Where it breaks off on the way, those that are left have the break as their reason. */
export async function inSteps<One extends { id: string }>(
  all: readonly One[],
  step: number,
  act: (some: readonly One[]) => Promise<readonly Outcome[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < all.length; at += step) {
    try {
      outcomes.push(...(await act(all.slice(at, at + step))));
    } catch (refusal) {
      if (at === 0) throw refusal;
      return [...outcomes, ...all.slice(at).map(({ id }) => ({ id, refusal }))];
    }
  }
  return outcomes;
}
