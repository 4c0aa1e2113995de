import { clock, exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { goOnline } from "./acts";
import { reasonOf, useOwnAgent, useOwnPresence } from "./own";

/** While one is away the lists say so, and how to be back. */
export function AwayStrip() {
  const { t, lang } = useTexts();
  const agent = useOwnAgent();
  if (useOwnPresence() !== "away" || !agent) return null;
  const reason = reasonOf(agent);
  return (
    <div className="strip strip-warn" role="status" data-testid="away-strip">
      <Icon name="clock-pause" />
      <span className="grow">
        {reason ? t("presence.strip", { reason }) : t("presence.strip.plain")}{" "}
        {agent.since && (
          <time dateTime={agent.since} data-tip={exactly(agent.since, lang)}>
            {t("presence.since", { time: clock(agent.since, lang) })}
          </time>
        )}
      </span>
      <button type="button" className="btn btn-small" onClick={() => void goOnline()}>
        {t("presence.back")}
      </button>
    </div>
  );
}
