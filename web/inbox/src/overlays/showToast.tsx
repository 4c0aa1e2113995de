import { notifications } from "@mantine/notifications";
import type { Toast } from "../app/toasts";
import { t } from "../texts/i18n";
import { Icon } from "../ui/Icon";

const ICONS = {
  ok: "check",
  warn: "alert-circle",
  danger: "alert-circle",
  plain: "circle-dot",
} as const;
const LASTS = 5_000;

/** From so many milliseconds on an offer stands in the way, and can be put aside; its key still works. */
const LONG = 30_000;

const shown = new Map<string, string>();

export function hideToast(name: string): void {
  notifications.hide(shown.get(name) ?? "");
  shown.delete(name);
}

/** Puts a toast up; its act takes it down again, and so does the next one of the same name. */
export function showToast({ name, text, tone, lasts = LASTS, act }: Toast): void {
  if (name) hideToast(name);
  const id = notifications.show({
    autoClose: lasts,
    withCloseButton: !act || lasts > LONG,
    closeButtonProps: { "aria-label": t("message.close") },
    role: "status",
    message: (
      <span className="toast">
        <Icon name={ICONS[tone]} className={tone} />
        <span className="grow">{text}</span>
        {act && (
          <button
            type="button"
            className="btn btn-small"
            onClick={() => {
              notifications.hide(id);
              act.perform();
            }}
          >
            {act.label}
            {act.keys && <kbd className="kbd">{act.keys}</kbd>}
          </button>
        )}
      </span>
    ),
  });
  if (name) shown.set(name, id);
}
