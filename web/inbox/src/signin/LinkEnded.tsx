import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type TextKey, useTexts } from "../texts/i18n";
import { Broken } from "../ui/Broken";
import { DoorPage } from "./DoorPage";

/** A link that opens nothing any more: why, and what to do instead. */
export function LinkEnded({ why, children }: { why: TextKey; children?: ReactNode }) {
  const { t } = useTexts();
  return (
    <DoorPage title={t("link.ended")} lead={<span role="alert">{t(why)}</span>}>
      <div className="si-acts">
        {children}
        <a className="btn" href="/">
          {t("door.back")}
        </a>
      </div>
    </DoorPage>
  );
}

/** While the hub is asked about a link, or when it did not answer. */
export function LinkPending({ query }: { query: UseQueryResult<unknown> }) {
  const { t } = useTexts();
  if (!query.isError) {
    return (
      <DoorPage title={t("door.checking")} lead="">
        <div className="sk sk-late si-sk" role="status" aria-label={t("app.loading")}>
          <i />
          <i />
        </div>
      </DoorPage>
    );
  }
  return (
    <DoorPage title="Simpul" lead="">
      <Broken
        title={t("door.unread")}
        lead={t("door.unread.lead")}
        onRetry={() => void query.refetch()}
      />
    </DoorPage>
  );
}
