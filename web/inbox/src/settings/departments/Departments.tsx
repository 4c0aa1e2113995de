import { useState } from "react";
import type { Department, Member } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { useDepartments } from "../house";
import { DataTable } from "../kit/DataTable";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { useMembers } from "../members/useStaff";
import type { PageProps } from "../pages";
import { DepartmentDrawer } from "./DepartmentDrawer";
import "../../texts/house";

const worksIn = (department: Department) => (member: Member) =>
  member.state === "active" && member.departmentIds.includes(department.id);

/** /settings/departments: the queues of the house, how each is shared out, and who works there. */
export default function Departments({ page }: PageProps) {
  const { t } = useTexts();
  const departments = useDepartments();
  const members = useMembers().data?.items ?? [];
  const [openId, setOpenId] = useState<string | "new" | null>(null);
  const all = departments.data?.items ?? [];
  const open = all.find(({ id }) => id === openId) ?? null;
  const hoursOf = ({ hours }: Department) =>
    t(hours ? (hours.always ? "hours.always" : "departments.own") : "departments.companys");
  return (
    <PageFrame
      page={page}
      lead={t("departments.lead")}
      wide
      actions={
        <button type="button" className="btn btn-main" onClick={() => setOpenId("new")}>
          <Icon name="plus" />
          {t("departments.add")}
        </button>
      }
    >
      <Loaded query={departments} skeleton={<TableSkeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="sitemap" title={t("departments.none")} lead={t("departments.none.lead")} />
          ) : (
            <DataTable
              label={t("settings.departments")}
              rows={items}
              keyOf={({ id }) => id}
              onOpen={({ id }) => setOpenId(id)}
              columns={[
                {
                  id: "name",
                  head: t("departments.name"),
                  cell: (row) => (
                    <>
                      {row.name}{" "}
                      {row.isDefault && <span className="chip">{t("departments.default")}</span>}
                    </>
                  ),
                },
                {
                  id: "mode",
                  head: t("departments.mode"),
                  cell: (row) => t(`departments.mode.${row.mode}`),
                },
                { id: "hours", head: t("hours.week"), wideOnly: true, cell: hoursOf },
                {
                  id: "members",
                  head: t("departments.members"),
                  numeric: true,
                  cell: (row) => members.filter(worksIn(row)).length,
                },
              ]}
            />
          )
        }
      </Loaded>
      {(open || openId === "new") && (
        <DepartmentDrawer
          key={openId}
          department={open}
          others={all.filter(({ id }) => id !== openId)}
          members={open ? members.filter(worksIn(open)) : []}
          onClose={() => setOpenId(null)}
        />
      )}
    </PageFrame>
  );
}
