import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Department } from "../../../contract/types";
import { useTeam } from "../acts/useTargets";
import { getDepartments, getMembers } from "../api/calls";
import type { AreaProps } from "../app/areas";
import { me } from "../app/me";
import { follow } from "../app/places";
import { Themed } from "../overlays/Themed";
import { getDevices } from "../presence/calls";
import { deviceName } from "../settings/account/device";
import { type Column, DataTable } from "../settings/kit/DataTable";
import { Loaded, TableSkeleton } from "../settings/kit/Loaded";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { LoadCell } from "./LoadCell";
import { PresenceCell } from "./PresenceCell";
import { PresenceLog } from "./PresenceLog";
import { RowMenu } from "./RowMenu";
import { directs, EVERYONE, type Row, shownAgents } from "./shownAgents";
import { TeamFilters } from "./TeamFilters";
import { TeamFrame } from "./TeamFrame";
import "../texts/settings";
import "../texts/presence";
import "../settings/kit/mantine";
import "../settings/settings.css";
import "./team.css";

/** /team: who is here. /team/log, /team/log/<member>: who was there when. */
export default function Team({ path }: AreaProps) {
  const [page, memberId = null] = path;
  return (
    <Themed>
      {page === "log" ? <PresenceLog key={memberId} memberId={memberId} /> : <Agents />}
    </Themed>
  );
}

function Agents() {
  const { t } = useTexts();
  const { query, agents } = useTeam();
  const members = useQuery({ queryKey: ["members"], queryFn: ({ signal }) => getMembers(signal) });
  const departments = useQuery({
    queryKey: ["departments"],
    queryFn: ({ signal }) => getDepartments(signal),
  });
  const houses = departments.data?.items ?? [];
  const [filters, setFilters] = useState(EVERYONE);
  const rows = shownAgents(agents, members.data?.items ?? [], filters);
  return (
    <TeamFrame
      title={t("team.title")}
      actions={
        <a className="btn" href="/team/log" onClick={(event) => follow(event, "/team/log")}>
          <Icon name="history" />
          {t("team.log")}
        </a>
      }
    >
      <TeamFilters
        filters={filters}
        departments={houses}
        agents={agents}
        onChange={(change) => setFilters({ ...filters, ...change })}
      />
      <Loaded query={query} skeleton={<TableSkeleton />}>
        {() =>
          rows.length > 0 ? (
            <AgentTable rows={rows} departments={houses} />
          ) : (
            <Empty icon="users" title={t("team.none")}>
              <button type="button" className="btn" onClick={() => setFilters(EVERYONE)}>
                {t("team.clear")}
              </button>
            </Empty>
          )
        }
      </Loaded>
    </TeamFrame>
  );
}

function AgentTable({ rows, departments }: { rows: Row[]; departments: Department[] }) {
  const { t } = useTexts();
  const columns = useColumns(departments);
  return (
    <DataTable
      label={t("team.title")}
      columns={columns}
      rows={rows}
      keyOf={({ agent }) => agent.id}
    />
  );
}

/** Devices come and go without a word to this screen: it looks again. */
const DEVICES_EVERY = 15_000;

function useColumns(departments: Department[]): Column<Row>[] {
  const { t } = useTexts();
  const supervises = me().role !== "agent";
  const nameOf = new Map(departments.map(({ id, name }) => [id, name]));
  const devices = useQuery({
    queryKey: ["agent-devices"],
    queryFn: ({ signal }) => getDevices(signal),
    refetchInterval: DEVICES_EVERY,
    enabled: supervises,
  });
  const devicesOf = (id: string) =>
    (devices.data?.items ?? []).filter((each) => each.memberId === id);
  const columns: Column<Row>[] = [
    { id: "name", head: t("team.agent"), cell: (row) => <Who row={row} /> },
    {
      id: "departments",
      head: t("team.departments"),
      wideOnly: true,
      cell: ({ member }) =>
        member?.departmentIds.flatMap((id) => nameOf.get(id) ?? []).join(", ") || "–",
    },
    {
      id: "presence",
      head: t("team.presence"),
      cell: ({ agent }) => <PresenceCell agent={agent} />,
    },
    {
      id: "load",
      head: t("team.load"),
      wideOnly: true,
      cell: ({ agent }) => <LoadCell agent={agent} />,
    },
  ];
  if (!supervises) return columns;
  return [
    ...columns,
    {
      id: "device",
      head: t("team.device"),
      wideOnly: true,
      cell: ({ agent }) => {
        const names = new Set(devicesOf(agent.id).map(({ device }) => deviceName(device)));
        return <span className="muted">{[...names].filter(Boolean).join("; ") || "–"}</span>;
      },
    },
    {
      id: "acts",
      head: <span className="vh">{t("team.acts")}</span>,
      numeric: true,
      cell: ({ agent, member }) =>
        member && directs(me(), member) ? <RowMenu agent={agent} /> : null,
    },
  ];
}

function Who({ row: { agent, member } }: { row: Row }) {
  const { t } = useTexts();
  return (
    <span className="team-who">
      <Avatar name={agent.name} size={28} presence={agent.state} />
      <span className="team-words">
        <b>{agent.name}</b>
        <span className="meta muted">
          {member && t(`role.${member.role}`)}
          <span className="phone-only num">{` ${agent.load}/${agent.capacity}`}</span>
        </span>
      </span>
    </span>
  );
}
