import { Select, TextInput } from "@mantine/core";
import type { Department, MemberState, Role } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import type { Filters } from "./shownMembers";

export const ROLES: readonly Role[] = ["admin", "supervisor", "agent"];
const STATES: readonly MemberState[] = ["active", "deactivated"];
const ALL = "all";

interface Props {
  filters: Filters;
  departments: Department[];
  count: number;
  onChange: (change: Partial<Filters>) => void;
}

/** Above the table: a search, and which of them. */
export function MemberFilters({ filters, departments, count, onChange }: Props) {
  const { t } = useTexts();
  const pick = <T,>(value: string | null) => (value === ALL ? null : (value as T | null));
  return (
    <search className="member-filters">
      <TextInput
        type="search"
        aria-label={t("members.search")}
        placeholder={t("members.search")}
        leftSection={<Icon name="search" />}
        value={filters.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <Select
        aria-label={t("members.role")}
        allowDeselect={false}
        data={[
          { value: ALL, label: t("members.allRoles") },
          ...ROLES.map((role) => ({ value: role, label: t(`role.${role}`) })),
        ]}
        value={filters.role ?? ALL}
        onChange={(value) => onChange({ role: pick<Role>(value) })}
      />
      <Select
        aria-label={t("members.departments")}
        allowDeselect={false}
        data={[
          { value: ALL, label: t("members.allDepartments") },
          ...departments.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={filters.departmentId ?? ALL}
        onChange={(value) => onChange({ departmentId: pick<string>(value) })}
      />
      <Select
        aria-label={t("members.state")}
        allowDeselect={false}
        data={[
          ...STATES.map((state) => ({ value: state, label: t(`members.state.${state}`) })),
          { value: ALL, label: t("members.allStates") },
        ]}
        value={filters.state ?? ALL}
        onChange={(value) => onChange({ state: pick<MemberState>(value) })}
      />
      <span className="meta muted" role="status">
        {t("members.count", { count })}
      </span>
    </search>
  );
}
