import type { Member, MemberState, Role } from "../../../../contract/types";

export interface Filters {
  text: string;
  role: Role | null;
  departmentId: string | null;
  state: MemberState | null;
}

export const EVERYONE: Filters = { text: "", role: null, departmentId: null, state: "active" };

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The members that all filters let through; each word begins a word of name or address. */
export function shownMembers(members: Member[], filters: Filters): Member[] {
  const words = plain(filters.text).split(/\s+/).filter(Boolean);
  return members.filter((member) => {
    const text = ` ${plain(`${member.name} ${member.email}`)}`;
    return (
      words.every((word) => text.includes(` ${word}`)) &&
      (!filters.role || member.role === filters.role) &&
      (!filters.state || member.state === filters.state) &&
      (!filters.departmentId || member.departmentIds.includes(filters.departmentId))
    );
  });
}
