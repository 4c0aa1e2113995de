import type { PresenceLogRow } from "../../../contract/types";
import { useClock, useMinute } from "../live/clock";
import { reasonOf } from "../presence/own";
import { deviceName } from "../settings/account/device";
import type { Column } from "../settings/kit/DataTable";
import { clock, exactly, listTime, span } from "../texts/format";
import { useTexts } from "../texts/i18n";

export function useLogColumns(): Column<PresenceLogRow>[] {
  const { t } = useTexts();
  return [
    { id: "at", head: t("team.log.at"), cell: (row) => <At row={row} /> },
    { id: "agent", head: t("team.agent"), cell: (row) => row.memberName ?? "–" },
    { id: "what", head: t("team.log.what"), cell: (row) => <What row={row} /> },
    {
      id: "lasted",
      head: t("team.log.lasted"),
      numeric: true,
      cell: (row) => (row.state ? <Lasted row={row} /> : "–"),
    },
    { id: "by", head: t("team.log.by"), wideOnly: true, cell: (row) => <By row={row} /> },
  ];
}

function At({ row: { at } }: { row: PresenceLogRow }) {
  const { lang } = useTexts();
  const now = useMinute();
  const day = listTime(at, lang, now);
  const time = clock(at, lang);
  return (
    <time className="num" dateTime={at} data-tip={exactly(at, lang)}>
      {day === time ? time : `${day}, ${time}`}
    </time>
  );
}

function What({ row }: { row: PresenceLogRow }) {
  const { t } = useTexts();
  if (!row.state) {
    const device = deviceName(row.device ?? "");
    return (
      <span className="team-words">
        <span>{row.step && t(`team.step.${row.step}`)}</span>
        {device && <span className="meta muted">{device}</span>}
      </span>
    );
  }
  const reason = reasonOf({
    state: row.state,
    reasonName: row.reasonName,
    source: row.source ?? "system",
  });
  return (
    <span className="team-presence">
      <i className={`dot dot-${row.state}`} />
      <span>
        {t(`presence.${row.state}`)}
        {reason && `: ${reason}`}
      </span>
    </span>
  );
}

/** A state that still lasts is counted on. */
function Lasted({ row: { at, until } }: { row: PresenceLogRow }) {
  const words = useClock((now) =>
    span(((until ? Date.parse(until) : now) - Date.parse(at)) / 1000),
  );
  const { t } = useTexts();
  return <span data-tip={until ? undefined : t("team.log.lasts")}>{words}</span>;
}

function By({ row: { actor, memberId } }: { row: PresenceLogRow }) {
  const { t } = useTexts();
  if (actor.kind === "system") return <span className="muted">{t("team.log.bySystem")}</span>;
  if (actor.id === memberId) return <span className="muted">{t("team.log.bySelf")}</span>;
  return actor.name ?? "–";
}
