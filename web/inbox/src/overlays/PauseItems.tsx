import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { toast } from "../app/toasts";
import { keepSettings, SETTINGS } from "../notify/bell";
import { getNotificationSettings, patchNotificationSettings } from "../notify/calls";
import { type Pause, pauseUntil } from "../notify/quiet";
import { clock } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import "../texts/notify";

const PAUSES: readonly Pause[] = ["half", "hour", "tomorrow"];

/** Do not disturb, out of the profile menu. */
export function PauseItems() {
  const { t, lang } = useTexts();
  const { data } = useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => getNotificationSettings(signal),
  });
  const until = data?.quietUntil ? new Date(data.quietUntil) : null;
  const paused = until !== null && until > new Date();
  const set = async (quietUntil: string | null) => {
    try {
      keepSettings(await patchNotificationSettings({ quietUntil }));
    } catch {
      toast({ name: "notify", text: t("notify.notSaved"), tone: "warn" });
    }
  };
  if (paused) {
    return (
      <Menu.Item leftSection={<Icon name="bell-off" />} onClick={() => void set(null)}>
        {t("notify.pause.menuEnd", { time: clock(until, lang) })}
      </Menu.Item>
    );
  }
  return (
    <>
      <Menu.Label>{t("notify.pause")}</Menu.Label>
      <div className="choice">
        {PAUSES.map((pause) => (
          <Menu.Item
            key={pause}
            className="choice-i"
            onClick={() => void set(pauseUntil(pause, new Date()).toISOString())}
          >
            {t(`notify.pause.${pause}`)}
          </Menu.Item>
        ))}
      </div>
    </>
  );
}
