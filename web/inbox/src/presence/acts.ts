import type { Agent, AwayReason, PresenceBody } from "../../../contract/types";
import { ApiError } from "../api/http";
import { toast } from "../app/toasts";
import { agents } from "../live/stores";
import { language, t } from "../texts/i18n";
import { putMyPresence, putPresence } from "./calls";

/** Own presence: said at once, with the way back in the same toast. */
export async function goOnline(): Promise<void> {
  if (await tried(() => putMyPresence({ state: "online" }))) {
    toast({ name: "presence", text: t("presence.nowOnline"), tone: "ok" });
  }
}

export async function goAway(reason: AwayReason): Promise<void> {
  const done = await tried(() => putMyPresence({ state: "away", reasonId: reason.id }));
  if (!done) return;
  toast({
    name: "presence",
    text: t("presence.nowAway", { reason: reason.name[language()] }),
    tone: "plain",
    lasts: 10_000,
    act: { label: t("presence.back"), perform: () => void goOnline() },
  });
}

/** By a supervisor, for one of his agents. */
export async function direct(agent: Agent, body: PresenceBody): Promise<void> {
  const done = await tried(() => putPresence(agent.id, body));
  if (!done) return;
  const key = done.state === "away" ? "presence.setAway" : "presence.setOnline";
  toast({ name: "presence", text: t(key, { name: agent.name }), tone: "ok" });
}

async function tried(act: () => Promise<Agent>): Promise<Agent | null> {
  try {
    const agent = await act();
    agents.take(agent);
    return agent;
  } catch (error) {
    const offline = error instanceof ApiError && error.error === "agent_offline";
    const text = t(offline ? "presence.isOffline" : "presence.failed");
    toast({ name: "presence", text, tone: "warn" });
    return null;
  }
}
