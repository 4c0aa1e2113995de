import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { AREAS, type Area } from "./areas";
import { me } from "./me";
import { follow, usePlace } from "./places";

/** The areas beside the chats, in the rail. */
export function AreaLinks({ side }: { side: Area["side"] }) {
  const { t } = useTexts();
  const { area: here } = usePlace();
  return AREAS.filter((area) => area.side === side && area.roles.includes(me().role)).map(
    (area) => (
      <a
        key={area.name}
        className="ib"
        href={`/${area.name}`}
        aria-current={here === area.name ? "page" : undefined}
        data-tip={t(area.text)}
        data-tip-keys={area.keys}
        data-tip-side="right"
        data-pane-entry={here === area.name ? "" : undefined}
        onClick={(event) => follow(event, `/${area.name}`)}
      >
        <Icon name={area.icon} size={20} />
        <span className="vh">{t(area.text)}</span>
      </a>
    ),
  );
}
