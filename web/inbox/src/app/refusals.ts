import { ApiError, Unreachable } from "../api/http";
import { clock, span } from "../texts/format";
import { language, t } from "../texts/i18n";

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

/** "Taken by Budi 3 s ago. Your draft is kept.": who was first, out of a conflict's body. */
export function refusalText(error: unknown, draftKept = false): string {
  if (error instanceof Unreachable) return t("act.unreachable");
  if (!(error instanceof ApiError)) return t("act.notNow", { reason: String(error) });
  const holder = given<{ name?: string }>(error, "assignee");
  const at = given<string>(error, "at") ?? new Date().toISOString();
  switch (error.error) {
    case "conversation_taken":
      if (holder?.name) return takenWords(holder.name, at, draftKept);
      break;
    case "conversation_resolved":
      return t("act.alreadyResolved", { time: clock(at, language()) });
    case "conversation_not_handled":
      return t("act.inQueue");
    case "conversation_moved_on":
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
    case "network_unknown":
      return t("acts.block.network.unknown");
    case "forbidden":
      return t("act.noRight");
    case "not_found":
      return t("act.outOfSight");
  }
  return t("act.notNow", { reason: error.detail });
}
