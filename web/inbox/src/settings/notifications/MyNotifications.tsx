import { useQuery } from "@tanstack/react-query";
import { me } from "../../app/me";
import { toast } from "../../app/toasts";
import { keepSettings, SETTINGS } from "../../notify/bell";
import {
  getNotificationSettings,
  type NotificationSettings,
  patchNotificationSettings,
} from "../../notify/calls";
import { useTexts } from "../../texts/i18n";
import { Loaded } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { Section } from "../kit/Section";
import type { PageProps } from "../pages";
import { DesktopState } from "./DesktopState";
import { Kinds } from "./Kinds";
import { Limits } from "./Limits";
import { MentionMail } from "./MentionMail";
import { QuietTimes } from "./QuietTimes";
import { Sounds } from "./Sounds";
import "../../notify/notify.css";
import "../../texts/notify";

export type Change = Parameters<typeof patchNotificationSettings>[0];

export interface PartProps {
  settings: NotificationSettings;
  onChange: (change: Change) => void;
}

/** As it will be once it is stored: what one ticks is ticked at once. */
function changed(settings: NotificationSettings, change: Change): NotificationSettings {
  const { kinds, ...rest } = change;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...settings,
    ...Object.fromEntries(given),
    kinds: settings.kinds.map(
      (choice) => kinds?.find(({ kind }) => kind === choice.kind) ?? choice,
    ),
  };
}

/** How one is told, in all tabs and on all devices. Each choice counts at once. */
export default function MyNotifications({ page }: PageProps) {
  const { t } = useTexts();
  const query = useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => getNotificationSettings(signal),
  });
  const onChange = async (change: Change) => {
    if (query.data) keepSettings(changed(query.data, change));
    try {
      keepSettings(await patchNotificationSettings(change));
    } catch {
      void query.refetch();
      toast({ name: "notify", text: t("notify.notSaved"), tone: "warn" });
    }
  };
  return (
    <PageFrame page={page} lead={t("notify.page.lead")}>
      <Loaded query={query}>
        {(settings) => {
          const part = { settings, onChange: (change: Change) => void onChange(change) };
          return (
            <>
              <Section title={t("notify.desktop.title")}>
                <DesktopState {...part} />
              </Section>
              <Section title={t("notify.kinds.title")} lead={t("notify.kinds.lead")}>
                <Kinds {...part} />
              </Section>
              <Section title={t("notify.sound.title")}>
                <Sounds {...part} />
              </Section>
              <Section title={t("notify.quiet.title")} lead={t("notify.quiet.lead")}>
                <QuietTimes {...part} />
              </Section>
              <Section title={t("notify.mail.title")}>
                <MentionMail {...part} />
              </Section>
              {me().role !== "agent" && (
                <Section title={t("notify.limits.title")} lead={t("notify.limits.lead")}>
                  <Limits {...part} />
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
}
