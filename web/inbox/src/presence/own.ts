import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Agent } from "../../../contract/types";
import type { LiveEvent } from "../../../live/link";
import { me } from "../app/me";
import { toast } from "../app/toasts";
import { useLiveStatus } from "../live/hooks";
import { agents } from "../live/stores";
import { language, t } from "../texts/i18n";
import { getAwayReasons } from "./calls";

export const ownAgent = (): Agent | undefined => agents.get(me().id);

export const useOwnAgent = (): Agent | undefined =>
  useSyncExternalStore(agents.subscribe, ownAgent);

export type Shown = Agent["state"];

/** What the hub says, as long as this screen hears it. */
export function useOwnPresence(): Shown {
  const agent = useOwnAgent();
  const live = useLiveStatus().state === "live";
  if (!live) return "offline";
  return agent?.state ?? "online";
}

export const useAwayReasons = () =>
  useQuery({ queryKey: ["away-reasons"], queryFn: ({ signal }) => getAwayReasons(signal) });

/** Why an agent is away, in the reader's language; empty when he is not. */
export function reasonOf(agent: Pick<Agent, "state" | "reasonName" | "source">): string {
  if (agent.state !== "away") return "";
  if (agent.reasonName) return agent.reasonName[language()];
  return agent.source === "auto_idle" ? t("presence.idle") : "";
}

/** Whom a supervisor has set away, or back, is told by whom. */
export function hearPresence(event: LiveEvent): void {
  const { agent } = event.data as { agent?: Agent };
  if (event.type !== "agent.presence_changed" || agent?.id !== me().id) return;
  if (agent.source !== "supervisor" || event.actor.id === me().id) return;
  const name = event.actor.name ?? "";
  const text =
    agent.state === "away"
      ? t("presence.toldAway", { name, reason: reasonOf(agent) })
      : t("presence.toldOnline", { name });
  toast({ name: "presence", text, tone: "warn", lasts: 15_000 });
}
