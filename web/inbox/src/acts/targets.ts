import type { Agent, Department, Member } from "../../../contract/types";
import type { Target } from "../app/acts";

/** Whom a chat can be given to, as a line of the dialog shows him. */
export interface MemberTarget extends Target {
  kind: "member";
  state: Agent["state"];
  reason: Agent["reasonName"] | null;
  load: number;
  capacity: number;
  full: boolean;
  departments: string;
  /** When his present state began. */
  since: string | null;
}

export interface DepartmentTarget extends Target {
  kind: "department";
}

export type AnyTarget = MemberTarget | DepartmentTarget;

/** Whether the chat could go there now; who is full is shown and not offered. */
export const takes = (target: AnyTarget): boolean => target.kind === "department" || !target.full;

const PLACES = { online: 0, away: 1, offline: 2 } as const;

/** Who is there and has room comes first; among them who has least to do. */
function before(a: MemberTarget, b: MemberTarget): number {
  return (
    Number(a.full) - Number(b.full) ||
    PLACES[a.state] - PLACES[b.state] ||
    a.load / Math.max(1, a.capacity) - b.load / Math.max(1, b.capacity) ||
    a.name.localeCompare(b.name)
  );
}

export function memberTargets(
  agents: readonly Agent[],
  members: readonly Member[],
  departments: readonly Department[],
): MemberTarget[] {
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  const known = new Map(members.map((member) => [member.id, member]));
  return agents
    .map((agent): MemberTarget => {
      const own = known.get(agent.id)?.departmentIds ?? [];
      return {
        kind: "member",
        id: agent.id,
        name: agent.name,
        state: agent.state,
        reason: agent.reasonName ?? null,
        load: agent.load,
        capacity: agent.capacity,
        full: agent.load >= agent.capacity,
        departments: own.flatMap((id) => names.get(id) ?? []).join(", "),
        since: agent.since ?? null,
      };
    })
    .sort(before);
}

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** All words that are asked for begin a word of the name or of a department. */
export function matches(target: AnyTarget, asked: string): boolean {
  const text = target.kind === "member" ? `${target.name} ${target.departments}` : target.name;
  const words = folded(text).split(/[\s,]+/);
  return folded(asked)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
