import { Menu } from "@mantine/core";
import type { Agent } from "../../../contract/types";
import { goTo } from "../app/places";
import { direct } from "../presence/acts";
import { useAwayReasons } from "../presence/own";
import { REASON_ICONS } from "../presence/reasonIcons";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** What a supervisor can do with one of his agents. */
export function RowMenu({ agent }: { agent: Agent }) {
  const { t, lang } = useTexts();
  const reasons = useAwayReasons().data?.items ?? [];
  const here = agent.state !== "offline";
  return (
    <Menu position="bottom-end" width={240} zIndex={300} transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <button
          type="button"
          className="ib ib-small"
          aria-label={t("team.actsFor", { name: agent.name })}
        >
          <Icon name="dots" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {here && agent.state === "away" && (
          <Menu.Item
            leftSection={<i className="dot dot-online" />}
            onClick={() => void direct(agent, { state: "online" })}
          >
            {t("team.setOnline")}
          </Menu.Item>
        )}
        {here && (
          <>
            <Menu.Label>{t("team.setAway")}</Menu.Label>
            {reasons.map((reason) => (
              <Menu.Item
                key={reason.id}
                leftSection={<Icon name={REASON_ICONS[reason.icon]} />}
                rightSection={agent.reasonId === reason.id && <Icon name="check" />}
                onClick={() => void direct(agent, { state: "away", reasonId: reason.id })}
              >
                {reason.name[lang]}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Item
          leftSection={<Icon name="history" />}
          onClick={() => goTo(`/team/log/${agent.id}`)}
        >
          {t("team.log")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
