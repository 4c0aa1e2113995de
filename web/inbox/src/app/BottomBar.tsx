import type { Counted } from "../list/useList";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { me } from "./me";
import { ProfileButton } from "./ProfileButton";
import { address, follow, usePlace } from "./places";
import { PLACES } from "./Rail";

/** On a phone: the places, under the thumb. */
export function BottomBar({ counts }: { counts: Counted }) {
  const { t } = useTexts();
  const { tab, area } = usePlace();
  return (
    <nav className="bottom" aria-label={t("rail.main")}>
      {PLACES.map((place) => (
        <a
          key={place.tab}
          href={address({ tab: place.tab, chat: null })}
          aria-current={!area && tab === place.tab ? "page" : undefined}
          onClick={(event) => follow(event, address({ tab: place.tab, chat: null }))}
        >
          <span className="bi">
            <Icon name={place.icon} size={20} />
            {!!counts[place.tab] && place.tab !== "all" && (
              <span className="count">{counts[place.tab]}</span>
            )}
          </span>
          {t(place.text)}
        </a>
      ))}
      <ProfileButton me={me()} side="top">
        <span className="bi">
          <Icon name="menu-2" size={20} />
        </span>
        {t("rail.more")}
      </ProfileButton>
    </nav>
  );
}
