import { clock, exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { goOnline } from "./acts";
import { reasonOf, useOwnAgent, useOwnPresence } from "./own";

/** While one is away the lists say so, and how to be back. */
export function AwayStrip() {
  const { t, lang } = useTexts();
  const agent = useOwnAgent();
  if (useOwnPresence() !== "away" || !agent?.since) return null;
  const { since } = agent;
  const reason = reasonOf(agent);
  const time = clock(since, lang);
  return (
    <div className="strip strip-warn" role="status" data-testid="away-strip">
      <Icon name="clock-pause" />
      <time className="grow" dateTime={since} data-tip={exactly(since, lang)}>
        {reason ? t("presence.strip", { reason, time }) : t("presence.strip.plain", { time })}
      </time>
      <button type="button" className="btn btn-small" onClick={() => void goOnline()}>
        {t("presence.back")}
      </button>
    </div>
  );
}
