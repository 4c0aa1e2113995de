import { useLiveStatus } from "../live/hooks";
import { clock } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

const WORDS = {
  refused: "live.refused",
  connecting: "live.connecting",
  reconnecting: "live.reconnecting",
} as const;

/** Live, reconnecting or stale: never more than what the heartbeat proves. */
export function LiveMark() {
  const { t, lang } = useTexts();
  const { state, heardAt } = useLiveStatus();
  if (state === "live") {
    return (
      <span className="live" data-live="live" title={t("live.live.tip")}>
        <i className="dot dot-online" />
        {t("live.live")}
      </span>
    );
  }
  if (state === "stale") {
    return (
      <span className="live is-stale" data-live="stale">
        <Icon name="clock-pause" size={12} />
        {t("live.stale", { time: clock(heardAt ?? Date.now(), lang) })}
      </span>
    );
  }
  const unheard = heardAt === null ? "connecting" : "reconnecting";
  const away = state === "refused" ? state : unheard;
  return (
    <span className="live" data-live={state}>
      <Icon name="wifi-off" size={12} />
      {t(WORDS[away])}
    </span>
  );
}
