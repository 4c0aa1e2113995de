import { Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { AwayIcon, AwayReason } from "../../../../contract/types";
import { ApiError } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { patchAwayReason, postAwayReason } from "../../presence/calls";
import { REASON_ICONS } from "../../presence/reasonIcons";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { SideDrawer } from "../kit/SideDrawer";

const LONGEST = 40;
const ICONS = Object.keys(REASON_ICONS) as AwayIcon[];

interface Props {
  /** None: a new one. */
  reason: AwayReason | null;
  onClose: () => void;
}

/** One reason: its name in both languages, and its picture. */
export function ReasonDrawer({ reason, onClose }: Props) {
  const { t } = useTexts();
  const [name, setName] = useState(reason?.name ?? { id: "", en: "" });
  const [icon, setIcon] = useState<AwayIcon>(reason?.icon ?? "other");
  const [wrong, setWrong] = useState<{ id?: string; en?: string }>({});
  const [saving, setSaving] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const empty = t("reasons.name.empty");
    const missing = {
      ...(name.id.trim() ? {} : { id: empty }),
      ...(name.en.trim() ? {} : { en: empty }),
    };
    setWrong(missing);
    if (missing.id || missing.en || saving) return;
    setSaving(true);
    try {
      await (reason ? patchAwayReason(reason.id, { name, icon }) : postAwayReason({ name, icon }));
      await queryClient.invalidateQueries({ queryKey: ["away-reasons"] });
      toast({ name: "settings", text: t("settings.saved"), tone: "ok" });
      onClose();
    } catch (error) {
      const fields = error instanceof ApiError ? error.body.fields : null;
      const named = Object.keys((fields as object | null) ?? {});
      const taken = t("reasons.name.taken");
      setWrong({
        ...(named.includes("name.id") ? { id: taken } : {}),
        ...(named.includes("name.en") ? { en: taken } : {}),
      });
      if (!named.length) toast({ name: "settings", text: t("reasons.failed"), tone: "warn" });
    } finally {
      setSaving(false);
    }
  };
  return (
    <SideDrawer
      title={reason ? t("reasons.edit") : t("reasons.new")}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            {t("settings.cancel")}
          </button>
          <button type="submit" form="reason" className="btn btn-main" disabled={saving}>
            {t(saving ? "settings.saving" : "settings.save")}
          </button>
        </>
      }
    >
      <form id="reason" className="reason-form" noValidate onSubmit={(event) => void save(event)}>
        <TextInput
          label={t("reasons.name.id")}
          value={name.id}
          maxLength={LONGEST}
          error={wrong.id}
          data-autofocus
          onChange={(event) => setName({ ...name, id: event.currentTarget.value })}
        />
        <TextInput
          label={t("reasons.name.en")}
          value={name.en}
          maxLength={LONGEST}
          error={wrong.en}
          onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
        />
        <Select
          label={t("reasons.icon")}
          allowDeselect={false}
          leftSection={<Icon name={REASON_ICONS[icon]} />}
          data={ICONS.map((each) => ({ value: each, label: t(`reasons.icon.${each}`) }))}
          value={icon}
          onChange={(value) => setIcon(value as AwayIcon)}
        />
      </form>
    </SideDrawer>
  );
}
