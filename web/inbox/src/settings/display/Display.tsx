import { Radio, Switch } from "@mantine/core";
import { patchMe } from "../../api/calls";
import { prefer, type ThemeChoice, usePreferences } from "../../app/preferences";
import { chooseTheme } from "../../app/theme";
import { type Language, speak, useTexts } from "../../texts/i18n";
import { PageFrame } from "../kit/PageFrame";
import { Section } from "../kit/Section";
import type { PageProps } from "../pages";

const LANGUAGES: Record<Language, string> = { en: "English", id: "Bahasa Indonesia" };
const THEMES: readonly ThemeChoice[] = ["system", "light", "dark"];

/** How one likes one's own screen. Each choice counts at once, so there is nothing to save. */
export default function Display({ page }: PageProps) {
  const { t, lang } = useTexts();
  const { theme, compact, singleKeys } = usePreferences();
  return (
    <PageFrame page={page} lead={t("settings.display.lead")}>
      <Section>
        <Radio.Group
          label={t("profile.language")}
          value={lang}
          onChange={(value) => {
            speak(value as Language);
            void patchMe({ language: value as Language }).catch(() => undefined);
          }}
        >
          <div className="set-choices">
            {(Object.keys(LANGUAGES) as Language[]).map((each) => (
              <Radio key={each} value={each} label={LANGUAGES[each]} />
            ))}
          </div>
        </Radio.Group>
        <Radio.Group
          label={t("profile.theme")}
          value={theme}
          onChange={(value) => chooseTheme(value as ThemeChoice)}
        >
          <div className="set-choices">
            {THEMES.map((each) => (
              <Radio key={each} value={each} label={t(`profile.theme.${each}`)} />
            ))}
          </div>
        </Radio.Group>
        <Switch
          label={t("profile.compact")}
          description={t("settings.display.compact")}
          checked={compact}
          onChange={(event) => prefer({ compact: event.currentTarget.checked })}
        />
        <Switch
          label={t("profile.keys")}
          description={t("settings.display.keys")}
          checked={singleKeys}
          onChange={(event) => prefer({ singleKeys: event.currentTarget.checked })}
        />
      </Section>
    </PageFrame>
  );
}
