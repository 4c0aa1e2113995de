import { type ReactNode, useEffect, useState } from "react";
import { guardLeaving, letGo } from "../../app/leaving";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import type { SettingsPage } from "../pages";
import { Ask } from "./Ask";
import { ErrorSummary } from "./ErrorSummary";
import { PageFrame } from "./PageFrame";
import type { Edits } from "./useEdits";

interface Props<T> {
  page: SettingsPage;
  item?: string;
  edits: Edits<T>;
  /** The words of a field by its name, for the summary of what was refused. */
  labels: Partial<Record<string, string>>;
  lead?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A form that fills a page: how many changes are unsaved, Discard and Save, and no leaving unasked. */
export function FormPage<T>({ edits, labels, actions, children, ...frame }: Props<T>) {
  const { t } = useTexts();
  const unsaved = edits.changed.length;
  const save = async () => {
    if (await edits.save()) toast({ name: "settings", text: t("settings.saved"), tone: "ok" });
  };
  return (
    <form
      className="set-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (unsaved && !edits.saving) void save();
      }}
    >
      <PageFrame
        {...frame}
        actions={
          <>
            {actions}
            {unsaved > 0 && (
              <span className="meta muted wide-only" role="status">
                {t("settings.unsaved", { count: unsaved })}
              </span>
            )}
            {unsaved > 0 && (
              <button type="button" className="btn btn-plain" onClick={edits.discard}>
                {t("settings.discard")}
              </button>
            )}
            <button type="submit" className="btn btn-main" disabled={unsaved === 0 || edits.saving}>
              {t(edits.saving ? "settings.saving" : "settings.save")}
            </button>
          </>
        }
      >
        <ErrorSummary errors={edits.errors} labels={labels} />
        {children}
      </PageFrame>
      <StayOrGo unsaved={unsaved} />
    </form>
  );
}

/** Asks before unsaved changes are left behind. */
export function StayOrGo({ unsaved }: { unsaved: number }) {
  const { t } = useTexts();
  const [pending, setPending] = useState<(() => void) | null>(null);
  useEffect(() => {
    if (unsaved > 0) return guardLeaving((go) => setPending(() => go));
  }, [unsaved]);
  if (!pending) return null;
  return (
    <Ask
      title={t("settings.leave", { count: unsaved })}
      lead={t("settings.leave.lead")}
      yes={t("settings.leave.yes")}
      no={t("settings.leave.no")}
      danger
      onYes={() => {
        letGo();
        setPending(null);
        pending();
      }}
      onNo={() => setPending(null)}
    />
  );
}
