import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "../../../contract/types";
import { getAgents, getDepartments, getMembers } from "../api/calls";
import { me } from "../app/me";
import { useAgents } from "../live/hooks";
import { agents as store } from "../live/stores";
import { type AnyTarget, memberTargets } from "./targets";

/** Who is at work, as far as one may see it; live once it has been read. */
export function useTeam(enabled = true) {
  const query = useQuery({
    queryKey: ["agents"],
    enabled,
    queryFn: async ({ signal }) => {
      const page = await getAgents(signal);
      for (const agent of page.items) store.take(agent);
      return page.items.map((agent) => agent.id);
    },
  });
  const all = useAgents();
  const agents = useMemo(() => {
    const seen = new Set(query.data ?? []);
    return all.filter((agent) => seen.has(agent.id));
  }, [all, query.data]);
  return { query, agents };
}

/** To whom this chat can go, or many: for a transfer also the departments, without the one it is in. */
export function useTargets(
  chat: Conversation | null | undefined,
  act: "assign" | "transfer",
  enabled = !!chat,
) {
  const { query, agents } = useTeam(enabled);
  const members = useQuery({
    queryKey: ["members"],
    enabled,
    queryFn: ({ signal }) => getMembers(signal),
  });
  const departments = useQuery({
    queryKey: ["departments"],
    enabled,
    queryFn: ({ signal }) => getDepartments(signal),
  });
  const holder = chat?.assignee?.id;
  const own = chat?.departmentId;
  const targets = useMemo((): AnyTarget[] => {
    const known = members.data?.items ?? [];
    const houses = departments.data?.items ?? [];
    const roles = new Map(known.map(({ id, role }) => [id, role]));
    // An agent hands on to agents; supervisors and admins to anybody they see.
    const fits = (id: string) => me().role !== "agent" || roles.get(id) === "agent";
    const people = memberTargets(agents, known, houses).filter(
      (one) => one.id !== holder && one.id !== me().id && fits(one.id),
    );
    if (act === "assign") return people;
    const queues = houses
      .filter(({ id }) => id !== own)
      .map(({ id, name }) => ({ kind: "department" as const, id, name }));
    return [...people, ...queues];
  }, [agents, members.data, departments.data, holder, own, act]);
  const failed = query.isError || members.isError || departments.isError;
  const loading = !failed && (query.isPending || members.isPending || departments.isPending);
  const retry = () => {
    for (const each of [query, members, departments]) void each.refetch();
  };
  return { targets, loading, failed, retry };
}
