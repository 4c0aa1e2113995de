import { Menu } from "@mantine/core";
import { goAway, goOnline } from "../presence/acts";
import { reasonOf, useAwayReasons, useOwnAgent, useOwnPresence } from "../presence/own";
import { REASON_ICONS } from "../presence/reasonIcons";
import { clock } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** Online, or away with a reason, and since when. */
export function PresenceItems() {
  const { t, lang } = useTexts();
  const agent = useOwnAgent();
  const state = useOwnPresence();
  const reasons = useAwayReasons().data?.items;
  const reason = agent ? reasonOf(agent) : "";
  const since = agent?.since && state !== "offline" ? clock(agent.since, lang) : null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>
        <span className="presence-now">
          <i className={`dot dot-${state}`} />
          {reason ? t("presence.awayWith", { reason }) : t(`presence.${state}`)}
          {since && <span>{t("presence.since", { time: since })}</span>}
        </span>
      </Menu.Label>
      {state === "offline" ? (
        <Menu.Item disabled leftSection={<Icon name="wifi-off" />}>
          {t("presence.noLine")}
        </Menu.Item>
      ) : (
        <>
          <Menu.Item
            leftSection={<i className="dot dot-online" />}
            rightSection={state === "online" && <Icon name="check" />}
            closeMenuOnClick
            onClick={() => void goOnline()}
          >
            {t(state === "away" ? "presence.back" : "presence.beOnline")}
          </Menu.Item>
          <Menu.Sub>
            <Menu.Sub.Target>
              {/* A list that opens empty would leave the keyboard outside. */}
              <Menu.Sub.Item disabled={!reasons} leftSection={<i className="dot dot-away" />}>
                {t("presence.beAway")}
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {reasons?.map((each) => (
                <Menu.Item
                  key={each.id}
                  leftSection={<Icon name={REASON_ICONS[each.icon]} />}
                  rightSection={agent?.reasonId === each.id && <Icon name="check" />}
                  closeMenuOnClick
                  onClick={() => void goAway(each)}
                >
                  {each.name[lang]}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        </>
      )}
    </>
  );
}
