import { Switch } from "@mantine/core";
import { useState } from "react";
import { toast } from "../../app/toasts";
import { askPermission, type Permission, permission, showOnDesktop } from "../../notify/desktop";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import type { IconName } from "../../ui/iconPaths";
import type { PartProps } from "./MyNotifications";

const ICONS: Record<Permission, IconName> = {
  granted: "circle-check",
  denied: "alert-triangle",
  default: "info-circle",
  missing: "info-circle",
};

/** What the browser lets us show, what to do about it, and a try. */
export function DesktopState({ settings, onChange }: PartProps) {
  const { t } = useTexts();
  const [state, setState] = useState(permission);
  const test = () => {
    const shown = showOnDesktop({
      title: t("notify.test"),
      body: t("notify.test.body"),
      tag: "simpul test",
      onOpen: () => undefined,
    });
    if (!shown) toast({ name: "notify", text: t("notify.test.failed"), tone: "warn" });
  };
  return (
    <>
      <p className={`notify-state is-${state}`} data-permission={state}>
        <Icon name={ICONS[state]} />
        <span>{t(`notify.permission.${state}`)}</span>
      </p>
      <div className="notify-acts">
        {state === "default" && (
          <button
            type="button"
            className="btn btn-main"
            onClick={() => void askPermission().then(setState)}
          >
            {t("notify.permission.ask")}
          </button>
        )}
        <button type="button" className="btn" disabled={state !== "granted"} onClick={test}>
          <Icon name="bell" />
          {t("notify.test.show")}
        </button>
      </div>
      <Switch
        label={t("notify.showText")}
        description={t("notify.showText.lead")}
        checked={settings.showText}
        onChange={(event) => onChange({ showText: event.currentTarget.checked })}
      />
    </>
  );
}
