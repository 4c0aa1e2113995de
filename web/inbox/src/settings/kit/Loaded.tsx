import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/i18n";
import { Broken } from "../../ui/Broken";

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  /** Stands where the data will stand. */
  skeleton?: ReactNode;
}

/** What was asked for, or the shape of it while it comes, or what went wrong and the way on. */
export function Loaded<T>({ query, children, skeleton = <FormSkeleton /> }: Props<T>) {
  const { t } = useTexts();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Broken
        title={t("settings.unread")}
        lead={t("settings.unread.lead")}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <>
      <span className="vh" role="status">
        {t("app.loading")}
      </span>
      {skeleton}
    </>
  );
}

const LINES = ["w-40", "w-80", "w-60"];

/** Fields to come. */
export function FormSkeleton() {
  return (
    <div className="sk sk-late set-sk" aria-hidden="true">
      {LINES.map((width) => (
        <span key={width}>
          <i className={width} />
          <i className="set-sk-field" />
        </span>
      ))}
    </div>
  );
}

/** Rows of a table to come. */
export function TableSkeleton() {
  return (
    <div className="sk sk-late set-sk-table" aria-hidden="true">
      {LINES.map((width) => (
        <span key={width}>
          <i className={width} />
        </span>
      ))}
    </div>
  );
}
