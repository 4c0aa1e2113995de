import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { QuickReply } from "../../../../contract/types";
import { getQuickReplies } from "../../api/tools";
import { startsWords } from "../../composer/trigger";
import { useTexts } from "../../texts/i18n";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { useDepartments } from "../house";
import { DataTable } from "../kit/DataTable";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import { QuickReplyDrawer } from "./QuickReplyDrawer";
import "../../texts/tools";
import "../../texts/chat";
import "../../acts/acts.css";

/** /settings/quick-replies: what is written often, for everybody, a department, or oneself. */
export default function QuickReplies({ page }: PageProps) {
  const { t } = useTexts();
  const query = useQuery({
    queryKey: ["quickReplies"],
    queryFn: ({ signal }) => getQuickReplies(signal),
  });
  const departments = useDepartments().data?.items ?? [];
  const [openId, setOpenId] = useState<string | "new" | null>(null);
  const [asked, setAsked] = useState("");
  const open = query.data?.items.find(({ id }) => id === openId) ?? null;
  const whom = (row: QuickReply) =>
    departments.find(({ id }) => id === row.departmentId)?.name ??
    t(`quickReplies.scope.${row.scope}`);
  return (
    <PageFrame
      page={page}
      lead={t("quickReplies.lead")}
      wide
      actions={
        <button type="button" className="btn btn-main" onClick={() => setOpenId("new")}>
          <Icon name="plus" />
          {t("quickReplies.add")}
        </button>
      }
    >
      <Loaded query={query} skeleton={<TableSkeleton />}>
        {({ items }) => {
          if (items.length === 0)
            return (
              <Empty
                icon="bolt"
                title={t("quickReplies.none")}
                lead={t("quickReplies.none.lead")}
              />
            );
          const rows = items.filter((one) =>
            startsWords(`${one.shortcut} ${one.title} ${one.text}`, asked),
          );
          return (
            <>
              <div className="act-search">
                <Icon name="search" />
                <input
                  value={asked}
                  aria-label={t("quickReplies.search")}
                  placeholder={t("quickReplies.search")}
                  onChange={(event) => setAsked(event.target.value)}
                />
              </div>
              {rows.length === 0 && <p className="muted set-small">{t("quickReplies.noMatch")}</p>}
              {rows.length > 0 && (
                <DataTable
                  label={t("settings.quickReplies")}
                  rows={rows}
                  keyOf={({ id }) => id}
                  onOpen={({ id }) => setOpenId(id)}
                  columns={[
                    {
                      id: "shortcut",
                      head: t("quickReplies.shortcut"),
                      cell: (row) => `/${row.shortcut}`,
                    },
                    { id: "title", head: t("quickReplies.title"), cell: (row) => row.title },
                    { id: "scope", head: t("quickReplies.scope"), wideOnly: true, cell: whom },
                    {
                      id: "language",
                      head: t("quickReplies.language"),
                      wideOnly: true,
                      cell: (row) => row.language?.toUpperCase() ?? t("quickReplies.language.all"),
                    },
                  ]}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {(open || openId === "new") && (
        <QuickReplyDrawer
          key={openId}
          reply={open}
          departments={departments}
          onClose={() => setOpenId(null)}
        />
      )}
    </PageFrame>
  );
}
