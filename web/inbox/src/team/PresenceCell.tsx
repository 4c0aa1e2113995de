import type { Agent } from "../../../contract/types";
import { useClock } from "../live/clock";
import { reasonOf } from "../presence/own";
import { exactly, span } from "../texts/format";
import { useTexts } from "../texts/i18n";

/** The state in words, why, and for how long by now. */
export function PresenceCell({ agent }: { agent: Agent }) {
  const { t, lang } = useTexts();
  const { state, since, source } = agent;
  const lasts = useClock((now) => (since ? span((now - Date.parse(since)) / 1000) : ""));
  const reason = reasonOf(agent);
  return (
    <span className="team-presence">
      <i className={`dot dot-${state}`} />
      <span className="team-words">
        <span>
          {t(`presence.${state}`)}
          {reason && `: ${reason}`}
        </span>
        {since && (
          <time className="meta muted num" dateTime={since} data-tip={exactly(since, lang)}>
            {lasts}
            {source === "supervisor" && ` · ${t("team.bySupervisor")}`}
          </time>
        )}
      </span>
    </span>
  );
}
