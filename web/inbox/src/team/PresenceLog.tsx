import { Select, TextInput } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getMembers } from "../api/calls";
import { me } from "../app/me";
import { goTo } from "../app/places";
import { getLog, type LogFilters } from "../presence/calls";
import { PagedTable } from "../settings/kit/PagedTable";
import { useTexts } from "../texts/i18n";
import { directs } from "./shownAgents";
import { TeamFrame } from "./TeamFrame";
import { useLogColumns } from "./useLogColumns";

const ALL = "all";
const EVERY = 15_000;

/** Who was there when: presence with its duration, sign-ins and devices, the newest first. */
export function PresenceLog({ memberId }: { memberId: string | null }) {
  const { t } = useTexts();
  const [days, setDays] = useState({ from: "", to: "" });
  const filters: LogFilters = { memberId, ...days };
  const log = useInfiniteQuery({
    queryKey: ["presence-log", filters],
    queryFn: ({ pageParam, signal }) => getLog(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor ?? null,
    refetchInterval: EVERY,
  });
  const columns = useLogColumns();
  return (
    <TeamFrame title={t("team.log")} back="/team">
      <Filters memberId={memberId} days={days} onDays={setDays} />
      <PagedTable
        label={t("team.log")}
        query={log}
        columns={columns}
        none={{ icon: "history", title: t("team.log.none"), lead: t("team.log.none.lead") }}
      />
    </TeamFrame>
  );
}

interface FilterProps {
  memberId: string | null;
  days: { from: string; to: string };
  onDays: (days: { from: string; to: string }) => void;
}

function Filters({ memberId, days, onDays }: FilterProps) {
  const { t } = useTexts();
  const members = useQuery({ queryKey: ["members"], queryFn: ({ signal }) => getMembers(signal) });
  const readable = (members.data?.items ?? []).filter(
    (member) => member.id === me().id || directs(me(), member),
  );
  return (
    <search className="team-filters">
      {me().role !== "agent" && (
        <Select
          label={t("team.agent")}
          allowDeselect={false}
          searchable
          data={[
            { value: ALL, label: t("team.log.everybody") },
            ...readable.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={memberId ?? ALL}
          onChange={(value) => goTo(value && value !== ALL ? `/team/log/${value}` : "/team/log")}
        />
      )}
      <TextInput
        type="date"
        label={t("team.log.from")}
        value={days.from}
        max={days.to || undefined}
        onChange={(event) => onDays({ ...days, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("team.log.to")}
        value={days.to}
        min={days.from || undefined}
        onChange={(event) => onDays({ ...days, to: event.currentTarget.value })}
      />
    </search>
  );
}
