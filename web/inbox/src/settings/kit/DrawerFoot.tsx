import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { StayOrGo } from "./FormPage";
import type { Edits } from "./useEdits";

interface Props<T> {
  edits: Edits<T>;
  onClose: () => void;
  /** Absent where there is nothing yet to be deleted. */
  remove?: () => Promise<boolean>;
}

/** Delete, Cancel and Save of one thing in a drawer. */
export function DrawerFoot<T>({ edits, onClose, remove }: Props<T>) {
  const { t } = useTexts();
  const save = async () => {
    if (!(await edits.save())) return;
    toast({ name: "settings", text: t("settings.saved"), tone: "ok" });
    if (!edits.isTouched()) onClose();
  };
  return (
    <>
      {remove && (
        <button
          type="button"
          className="btn btn-plain"
          onClick={() => void remove().then((done) => done && onClose())}
        >
          {t("settings.remove")}
        </button>
      )}
      <span className="grow" />
      <button type="button" className="btn" onClick={onClose}>
        {t("settings.cancel")}
      </button>
      <button
        type="button"
        className="btn btn-main"
        disabled={edits.changed.length === 0 || edits.saving}
        onClick={() => void save()}
      >
        {t("settings.save")}
      </button>
      <StayOrGo unsaved={edits.changed.length} />
    </>
  );
}
