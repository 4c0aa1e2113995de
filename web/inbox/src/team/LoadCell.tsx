import type { Agent } from "../../../contract/types";
import { useTexts } from "../texts/i18n";

/** How much he holds of what he may hold. */
export function LoadCell({ agent: { load, capacity } }: { agent: Agent }) {
  const { t } = useTexts();
  const most = Math.max(1, capacity);
  return (
    <span className="team-load" data-full={load >= capacity ? "yes" : undefined}>
      <meter
        min={0}
        max={most}
        value={Math.min(load, most)}
        aria-label={t("team.loadOf", { load, capacity })}
      />
      <span className="num">
        {load}/{capacity}
      </span>
    </span>
  );
}
