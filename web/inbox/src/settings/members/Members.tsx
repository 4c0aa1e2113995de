import { useState } from "react";
import type { Department, Member } from "../../../../contract/types";
import { useMinute } from "../../live/clock";
import { exactly, listTime } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Avatar } from "../../ui/Avatar";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { useHouse } from "../house";
import { type Column, DataTable } from "../kit/DataTable";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import { InviteDialog } from "./InviteDialog";
import { MemberDrawer } from "./MemberDrawer";
import { MemberFilters } from "./MemberFilters";
import { PendingInvitations } from "./PendingInvitations";
import { EVERYONE, type Filters, shownMembers } from "./shownMembers";
import { useDepartments, useLastSeen, useMembers } from "./useStaff";
import "../../texts/members";
import "./members.css";

/** /settings/members: who works here, who is invited, and what each may. */
export default function Members({ page }: PageProps) {
  const { t } = useTexts();
  const members = useMembers();
  const departments = useDepartments().data?.items ?? [];
  const [inviting, setInviting] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const open = members.data?.items.find(({ id }) => id === openId);
  return (
    <PageFrame
      page={page}
      lead={t("members.lead")}
      wide
      actions={
        <button type="button" className="btn btn-main" onClick={() => setInviting(true)}>
          <Icon name="user-plus" />
          {t("members.invite")}
        </button>
      }
    >
      <PendingInvitations departments={departments} />
      <Loaded query={members} skeleton={<TableSkeleton />}>
        {({ items }) => (
          <MemberTable
            members={items}
            departments={departments}
            onOpen={(it) => setOpenId(it.id)}
          />
        )}
      </Loaded>
      {inviting && (
        <InviteDialog
          departments={departments}
          members={members.data?.items ?? []}
          onClose={() => setInviting(false)}
        />
      )}
      {open && (
        <MemberDrawer
          key={open.id}
          member={open}
          members={members.data?.items ?? []}
          departments={departments}
          onClose={() => setOpenId(null)}
        />
      )}
    </PageFrame>
  );
}

interface TableProps {
  members: Member[];
  departments: Department[];
  onOpen: (member: Member) => void;
}

function MemberTable({ members, departments, onOpen }: TableProps) {
  const { t } = useTexts();
  const [filters, setFilters] = useState<Filters>(EVERYONE);
  const shown = shownMembers(members, filters);
  const columns = useColumns(departments);
  return (
    <section className="set-section" aria-label={t("members.title")}>
      <MemberFilters
        filters={filters}
        departments={departments}
        count={shown.length}
        onChange={(change) => setFilters({ ...filters, ...change })}
      />
      {shown.length > 0 ? (
        <DataTable
          label={t("members.title")}
          columns={columns}
          rows={shown}
          keyOf={({ id }) => id}
          onOpen={onOpen}
        />
      ) : (
        <Empty icon="users" title={t("members.none")}>
          <button
            type="button"
            className="btn"
            onClick={() => setFilters({ ...EVERYONE, state: null })}
          >
            {t("members.clear")}
          </button>
        </Empty>
      )}
    </section>
  );
}

function useColumns(departments: Department[]): Column<Member>[] {
  const { t, lang } = useTexts();
  const seen = useLastSeen();
  const usual = useHouse().data?.capacity ?? "";
  const now = useMinute();
  const nameOf = new Map(departments.map(({ id, name }) => [id, name]));
  return [
    { id: "name", head: t("members.name"), cell: (one) => <Who member={one} /> },
    { id: "role", head: t("members.role"), cell: (one) => t(`role.${one.role}`) },
    {
      id: "departments",
      head: t("members.departments"),
      wideOnly: true,
      cell: ({ departmentIds }) =>
        departmentIds.flatMap((id) => nameOf.get(id) ?? []).join(", ") || "–",
    },
    {
      id: "capacity",
      head: t("members.capacity"),
      wideOnly: true,
      numeric: true,
      cell: ({ capacity }) => capacity ?? <span className="muted">{usual}</span>,
    },
    {
      id: "seen",
      head: t("members.seen"),
      wideOnly: true,
      cell: ({ id }) => {
        const at = seen.get(id);
        if (!at) return <span className="muted">{t("members.never")}</span>;
        return (
          <time dateTime={at} data-tip={exactly(at, lang)}>
            {listTime(at, lang, now)}
          </time>
        );
      },
    },
  ];
}

function Who({ member }: { member: Member }) {
  const { t } = useTexts();
  return (
    <span className="who">
      <Avatar name={member.name} size={28} />
      <span className="who-words">
        <span className="who-name">
          {member.name}
          {member.state === "deactivated" && (
            <span className="tag-off">{t("members.state.deactivated")}</span>
          )}
        </span>
        <span className="who-email">{member.email}</span>
      </span>
    </span>
  );
}
