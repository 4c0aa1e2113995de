import { Select } from "@mantine/core";
import { useState } from "react";
import type { Department } from "../../../../contract/types";
import { ApiError } from "../../api/http";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { removeDepartment } from "../house";
import { Ask } from "../kit/Ask";
import { fieldErrors } from "../kit/useEdits";

interface Props {
  department: Department;
  others: Department[];
  onDone: () => void;
  onNo: () => void;
}

/** Asks once; while chats are open there, also where they shall go. */
export function RemoveDepartment({ department, others, onDone, onNo }: Props) {
  const { t } = useTexts();
  const [target, setTarget] = useState<string | null>(null);
  const [open, setOpen] = useState(0);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const remove = async () => {
    setBusy(true);
    try {
      await removeDepartment(department.id, target);
      toast({ text: t("departments.removed", { name: department.name }), tone: "ok" });
      onDone();
    } catch (error) {
      if (error instanceof ApiError && error.error === "department_has_chats") {
        setOpen(Number(error.body.open));
      } else setWrong(Object.values(fieldErrors(error))[0] ?? "");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Ask
      title={t("departments.remove.title", { name: department.name })}
      lead={open ? t("departments.remove.open", { count: open }) : t("departments.remove.lead")}
      yes={t("departments.remove")}
      danger
      busy={busy || (open > 0 && !target)}
      onYes={() => void remove()}
      onNo={onNo}
    >
      {open > 0 && (
        <Select
          label={t("departments.moveTo")}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={target}
          comboboxProps={{ zIndex: 400 }}
          onChange={setTarget}
        />
      )}
      {wrong && (
        <p className="week-wrong" role="alert">
          {wrong}
        </p>
      )}
    </Ask>
  );
}
