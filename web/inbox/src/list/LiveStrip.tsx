import { useEffect, useState } from "react";
import { useLiveStatus, useOnline } from "../live/hooks";
import { reload } from "../live/live";
import { clock } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** A blink of the line is not worth a banner that moves the whole list. */
const PATIENCE = 2_000;

function useLasting(on: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [on]);
  return lasting;
}

/** Says since when what one sees is old, and what that means. */
export function LiveStrip() {
  const { t, lang } = useTexts();
  const { state, heardAt } = useLiveStatus();
  const online = useOnline();
  const cut = useLasting(state === "reconnecting" || !online);
  const time = clock(heardAt ?? Date.now(), lang);
  return (
    <div role="status">
      {(state === "stale" || state === "refused") && (
        <div className="strip">
          <Icon name="clock-pause" />
          <span className="grow">
            {state === "stale" ? t("live.stale.lead", { time }) : t("live.refused.lead")}
          </span>
          <button type="button" className="btn btn-small" onClick={() => void reload()}>
            <Icon name="refresh" />
            {t("live.reload")}
          </button>
        </div>
      )}
      {cut && (state === "connecting" || state === "reconnecting") && (
        <div className="strip strip-warn">
          <Icon name="wifi-off" />
          <span className="grow">
            {online && heardAt !== null
              ? t("live.reconnecting.since", { time })
              : t("live.offline")}
          </span>
        </div>
      )}
    </div>
  );
}
