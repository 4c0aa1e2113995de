import type { Member } from "../../../contract/types";
import type { Tab } from "../api/calls";
import type { Counted } from "../list/useList";
import { BellButton } from "../notify/BellButton";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";
import { AreaLinks } from "./AreaLinks";
import { intend } from "./intents";
import { ProfileButton } from "./ProfileButton";
import { address, follow, usePlace } from "./places";

interface Place {
  tab: Tab;
  icon: IconName;
  text: "rail.inbox" | "rail.queue" | "rail.all";
  keys: string;
}

export const PLACES: readonly Place[] = [
  { tab: "mine", icon: "inbox", text: "rail.inbox", keys: "G I" },
  { tab: "queued", icon: "stack-2", text: "rail.queue", keys: "G Q" },
  { tab: "all", icon: "list-details", text: "rail.all", keys: "G A" },
];

/** The narrow bar at the left: places above, what concerns oneself below. */
export function Rail({ me, counts }: { me: Member; counts: Counted }) {
  const { t } = useTexts();
  const { tab, area } = usePlace();
  const here = area ? null : tab;
  return (
    <nav className="rail" aria-label={t("rail.main")} data-pane="rail" tabIndex={-1}>
      <span className="logo">
        <Icon name="simpul" size={20} />
      </span>
      {PLACES.map((place) => (
        <a
          key={place.tab}
          className="ib"
          href={address({ tab: place.tab, chat: null })}
          aria-current={here === place.tab ? "page" : undefined}
          data-tip={t(place.text)}
          data-tip-keys={place.keys}
          data-tip-side="right"
          data-pane-entry={here === place.tab ? "" : undefined}
          onClick={(event) => follow(event, address({ tab: place.tab, chat: null }))}
        >
          <Icon name={place.icon} size={20} />
          <span className="vh">{t(place.text)}</span>
          {place.tab === "queued" && !!counts.queued && (
            <span className="count">{counts.queued > 99 ? "99+" : counts.queued}</span>
          )}
        </a>
      ))}
      <AreaLinks side="top" />
      <span className="sp" />
      <BellButton place="rail" />
      <button
        type="button"
        className="ib"
        aria-label={t("rail.commands")}
        data-tip={t("rail.commands")}
        data-tip-keys="Ctrl K"
        data-tip-side="right"
        onClick={() => intend("palette.open")}
      >
        <Icon name="command" size={20} />
      </button>
      <AreaLinks side="foot" />
      <ProfileButton me={me} className="me" side="right" />
    </nav>
  );
}
