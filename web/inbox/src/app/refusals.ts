import { ApiError, Unreachable } from "../api/http";
import { bytes, clock, span } from "../texts/format";
import { isKnown, language, type TextKey, t } from "../texts/i18n";

/** Within this time one is told how long ago; later the time of day says more. Seconds. */
const JUST_NOW = 60;

const given = <T>(error: ApiError, name: string): T | null => (error.body[name] as T) ?? null;

function takenWords(name: string, at: string, draftKept: boolean): string {
  const seconds = (Date.now() - Date.parse(at)) / 1000;
  if (seconds < JUST_NOW) {
    const ago = span(Math.max(1, seconds));
    return t(draftKept ? "act.takenAgoDraft" : "act.takenAgo", { name, ago });
  }
  const time = clock(at, language());
  return t(draftKept ? "act.takenDraft" : "act.takenBy", { name, time });
}

let sentences: readonly [RegExp, TextKey][] = [];

/** How what the hub says of single fields is said here; see `texts/serverWords.ts`. */
export function learnSentences(learned: readonly [RegExp, TextKey][]): void {
  sentences = learned;
}

/** A sentence of the hub in the language of the screen; null when there is none for it. */
function translated(words: string): string | null {
  for (const [pattern, key] of sentences) {
    const found = pattern.exec(words);
    if (found) return t(key, { ...found.groups });
  }
  return null;
}

/** What is said of a field. One that is not known here stays as it came where English is read. */
export const said = (words: string): string =>
  translated(words) ?? (language() === "en" ? words : t("refused.value"));

/** What stands for a refusal that has no words of its own, by its status. */
const BY_STATUS: Record<number, TextKey> = {
  400: "refusal.malformed",
  401: "refusal.unauthenticated",
  403: "refusal.forbidden",
  404: "refusal.not_found",
  409: "refusal.conflict",
  408: "refusal.request_timeout",
  413: "refusal.too_large",
  422: "refusal.invalid",
  429: "refusal.too_many",
  503: "refusal.unavailable",
};

const GENERAL: ReadonlySet<TextKey> = new Set(Object.values(BY_STATUS));

/** Why something was refused: a sentence in the language of the screen. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unreachable) return t("refusal.unreachable");
  if (!(error instanceof ApiError)) return t("refusal.internal_error");
  const own = `refusal.${error.error}` as TextKey;
  const known = isKnown(own);
  if (known && !GENERAL.has(own)) {
    const limit = given<number>(error, "limit");
    return t(own, limit === null ? {} : { limit: bytes(limit, language()) });
  }
  const fields = Object.values(given<Record<string, string>>(error, "fields") ?? {});
  const words = [error.detail, ...fields].map(translated).find((each) => each !== null);
  if (words) return words;
  if (language() === "en" && error.detail) return error.detail;
  return t(known ? own : (BY_STATUS[error.status] ?? "refusal.internal_error"));
}

/** "Taken by Budi 3 s ago. Your draft is kept.": who was first, out of a conflict's body. */
export function refusalText(error: unknown, draftKept = false): string {
  if (error instanceof Unreachable) return t("act.unreachable");
  if (!(error instanceof ApiError)) return t("act.notNow", { reason: reasonOf(error) });
  const holder = given<{ name?: string }>(error, "assignee");
  const at = given<string>(error, "at") ?? new Date().toISOString();
  switch (error.error) {
    case "conversation_taken":
      if (holder?.name) return takenWords(holder.name, at, draftKept);
      break;
    case "conversation_resolved":
      return t("act.alreadyResolved", { time: clock(at, language()) });
    case "label_required":
      return t("act.labelFirst");
    case "conversation_not_handled":
      return t("act.inQueue");
    case "conversation_moved_on":
    case "undo_too_late":
      return t("act.undoLate");
    case "channel_off":
      return t("message.failed", { reason: t("message.channelOff") });
    case "message_on_its_way":
      return t("act.sentAlready");
    case "agent_at_capacity":
      return t("act.full", {
        name: given<{ name: string }>(error, "agent")?.name ?? t("line.someone"),
        load: given<number>(error, "load") ?? 0,
        capacity: given<number>(error, "capacity") ?? 0,
      });
    case "contact_merged": {
      const by = given<{ name: string }>(error, "by")?.name;
      if (by) return t("act.mergedBy", { name: by });
      break;
    }
    case "network_unknown":
      return t("acts.block.network.unknown");
  }
  return t("act.notNow", { reason: reasonOf(error) });
}
