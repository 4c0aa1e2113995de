import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import type { Member } from "../../../contract/types";
import { patchMe, signOut } from "../api/calls";
import { install, useInstallable } from "../app/install";
import { intend } from "../app/intents";
import { goTo } from "../app/places";
import { prefer, type ThemeChoice, usePreferences } from "../app/preferences";
import { chooseTheme } from "../app/theme";
import { type Language, speak, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { AreaItems } from "./AreaItems";
import { PauseItems } from "./PauseItems";
import { PresenceItems } from "./PresenceItems";
import { Themed } from "./Themed";
import "../texts/presence";
import "@mantine/core/styles/Menu.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "./profile.css";

interface Props {
  me: Member;
  opened: boolean;
  onChange: (opened: boolean) => void;
  side: "right" | "top";
  children: ReactNode;
}

async function leave(): Promise<void> {
  await signOut().catch(() => undefined);
  // A fresh page: nothing of this member stays in memory.
  window.location.assign("/");
}

function chooseLanguage(language: Language): void {
  speak(language);
  void patchMe({ language }).catch(() => undefined);
}

/** Who one is, how one likes the screen, and the way out. */
export default function ProfileMenu({ me, opened, onChange, side, children }: Props) {
  const { t, lang } = useTexts();
  const { theme, compact, singleKeys } = usePreferences();
  const installable = useInstallable();
  return (
    <Themed>
      <Menu
        opened={opened}
        onChange={onChange}
        position={side === "right" ? "right-end" : "top-end"}
        offset={8}
        width={288}
        zIndex={300}
        closeOnItemClick={false}
        withInitialFocusPlaceholder={false}
        transitionProps={{ duration: 120, transition: "fade" }}
      >
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          <div className="profile">
            <b className="ell">{me.name}</b>
            <span className="meta muted ell" title={me.email}>
              {me.email} · {t(`role.${me.role}`)}
            </span>
          </div>
          <PresenceItems />
          <AreaItems />
          <PauseItems />
          <Menu.Divider />
          <Choice<Language>
            label={t("profile.language")}
            value={lang}
            options={{ en: "English", id: "Bahasa Indonesia" }}
            onChoose={chooseLanguage}
          />
          <Choice<ThemeChoice>
            label={t("profile.theme")}
            value={theme}
            options={{
              system: t("profile.theme.system"),
              light: t("profile.theme.light"),
              dark: t("profile.theme.dark"),
            }}
            onChoose={chooseTheme}
          />
          <Menu.Divider />
          <Tick
            on={compact}
            words={t("profile.compact")}
            onChange={(on) => prefer({ compact: on })}
          />
          <Tick
            on={singleKeys}
            words={t("profile.keys")}
            onChange={(on) => prefer({ singleKeys: on })}
          />
          <Menu.Item
            leftSection={<Icon name="keyboard" />}
            closeMenuOnClick
            onClick={() => intend("help.open")}
          >
            {t("profile.help")}
          </Menu.Item>
          {installable && (
            <Menu.Item
              leftSection={<Icon name="download" />}
              closeMenuOnClick
              onClick={() => void install()}
            >
              {t("profile.install")}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon name="user" />}
            closeMenuOnClick
            onClick={() => goTo("/settings/account")}
          >
            {t("profile.account")}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="logout" />} onClick={() => void leave()}>
            {t("profile.signOut")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Themed>
  );
}

interface TickProps {
  on: boolean;
  words: string;
  onChange: (on: boolean) => void;
}

function Tick({ on, words, onChange }: TickProps) {
  return (
    <Menu.CheckboxItem checked={on} onChange={onChange} checkIcon={<Icon name="check" />}>
      {words}
    </Menu.CheckboxItem>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: Record<Value, string>;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      <Menu.RadioGroup value={value} onChange={(next) => onChoose(next as Value)}>
        <div className="choice">
          {(Object.keys(options) as Value[]).map((each) => (
            <Menu.RadioItem key={each} value={each} className="choice-i">
              {options[each]}
            </Menu.RadioItem>
          ))}
        </div>
      </Menu.RadioGroup>
    </>
  );
}
