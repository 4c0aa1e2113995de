import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { Page } from "../../api/calls";
import { useTexts } from "../../texts/i18n";
import { Broken } from "../../ui/Broken";
import { Empty } from "../../ui/Empty";
import type { IconName } from "../../ui/iconPaths";
import { type Column, DataTable } from "./DataTable";
import { TableSkeleton } from "./Loaded";

interface Props<T> {
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  columns: Column<T>[];
  none: { icon: IconName; title: string; lead: string };
  onOpen?: (row: T) => void;
}

/** A log, the newest first, with more at its end; loading, empty and broken it says so. */
export function PagedTable<T extends { id: string }>({
  label,
  query,
  columns,
  none,
  onOpen,
}: Props<T>) {
  const { t } = useTexts();
  const rows = query.data?.pages.flatMap(({ items }) => items);
  if (!rows && query.isError)
    return (
      <Broken
        title={t("settings.unread")}
        lead={t("settings.unread.lead")}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  if (!rows) return <TableSkeleton />;
  if (rows.length === 0) return <Empty {...none} />;
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        onOpen={onOpen}
      />
      {query.hasNextPage && (
        <div>
          <button
            type="button"
            className="btn"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("settings.more")}
          </button>
        </div>
      )}
    </>
  );
}
