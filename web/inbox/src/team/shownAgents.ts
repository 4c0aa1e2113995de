import type { Agent, Member } from "../../../contract/types";

export interface TeamFilters {
  text: string;
  departmentId: string | null;
  state: Agent["state"] | null;
}

export const EVERYONE: TeamFilters = { text: "", departmentId: null, state: null };

export interface Row {
  agent: Agent;
  member: Member | undefined;
}

const PLACES = { online: 0, away: 1, offline: 2 } as const;

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Who is here first, then by name. Rows do not jump while a figure in them changes. */
export function shownAgents(
  agents: readonly Agent[],
  members: readonly Member[],
  { text, departmentId, state }: TeamFilters,
): Row[] {
  const known = new Map(members.map((member) => [member.id, member]));
  const words = plain(text).split(/\s+/).filter(Boolean);
  return agents
    .map((agent) => ({ agent, member: known.get(agent.id) }))
    .filter(
      ({ agent, member }) =>
        words.every((word) => ` ${plain(agent.name)}`.includes(` ${word}`)) &&
        (!state || agent.state === state) &&
        (!departmentId || member?.departmentIds.includes(departmentId)),
    )
    .sort(
      (a, b) =>
        PLACES[a.agent.state] - PLACES[b.agent.state] || a.agent.name.localeCompare(b.agent.name),
    );
}

/** Whom one may set away or back; the hub decides. */
export function directs(me: Member, { id, departmentIds = [] }: Partial<Member>): boolean {
  if (me.role === "admin") return true;
  if (me.role !== "supervisor") return false;
  return (
    me.supervisedIds.includes(id ?? "") ||
    departmentIds.some((each) => me.departmentIds.includes(each))
  );
}
