import { t } from "../texts/i18n";
import { type Toast, toast, untoast } from "./toasts";

/** How long an act can be taken back, in milliseconds; the hub knows the same time for a resolve. */
export const UNDO_FOR = 10_000;

interface Undoable {
  /** What the toast says; the next act of the same name takes its place. */
  name: string;
  text: string;
  undo: () => Promise<void>;
  /** Id of the message that it takes back as well. */
  message?: string | undefined;
  /** Milliseconds. */
  lasts?: number;
  /** What does the same from everywhere, also while one types. */
  keys?: string;
  tone?: Toast["tone"];
}

/** Which message the newest act of a name takes back. */
const takes = new Map<string, string | undefined>();

let last: { name: string; undo: () => Promise<void>; until: number } | null = null;

export const mayUndo = (): boolean => last !== null && last.until > Date.now();

/** Says what was done, and keeps the way back for a while, mostly 10 s: by the button and by Z. */
export function offerUndo(what: Undoable): void {
  const { name, text, undo: way, message, lasts = UNDO_FOR, keys = "Z", tone = "ok" } = what;
  last = { name, undo: way, until: Date.now() + lasts };
  takes.set(name, message);
  toast({
    name,
    text,
    tone,
    lasts,
    act: { label: t("act.undo"), keys, perform: () => void run(way) },
  });
}

/** Takes back the newest act that can be. */
export async function undo(): Promise<void> {
  if (!last || !mayUndo()) return;
  untoast(last.name);
  await run(last.undo);
}

/** This message has been taken back in another way: what offered it goes. */
export function withdrawUndo(message: string): void {
  for (const [name, taken] of takes) {
    if (taken !== message) continue;
    takes.delete(name);
    untoast(name);
    if (last?.name === name) last = null;
  }
}

async function run(way: () => Promise<void>): Promise<void> {
  if (last?.undo === way) last = null;
  await way();
}
