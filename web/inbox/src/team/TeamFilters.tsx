import { Select, TextInput } from "@mantine/core";
import type { Agent, Department } from "../../../contract/types";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { TeamFilters as Filters } from "./shownAgents";

const STATES = ["online", "away", "offline"] as const;
const ALL = "all";

interface Props {
  filters: Filters;
  departments: readonly Department[];
  agents: readonly Agent[];
  onChange: (change: Partial<Filters>) => void;
}

/** Above the table: a search, the department, and how many are in each state, each a filter. */
export function TeamFilters({ filters, departments, agents, onChange }: Props) {
  const { t } = useTexts();
  const counted = (state: Agent["state"]) => agents.filter((agent) => agent.state === state).length;
  return (
    <search className="team-filters">
      <TextInput
        type="search"
        aria-label={t("team.search")}
        placeholder={t("team.search")}
        leftSection={<Icon name="search" />}
        value={filters.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <Select
        aria-label={t("team.department")}
        allowDeselect={false}
        data={[
          { value: ALL, label: t("team.allDepartments") },
          ...departments.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={filters.departmentId ?? ALL}
        onChange={(value) => onChange({ departmentId: value === ALL ? null : value })}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: three switches are no fieldset */}
      <span className="team-states" role="group" aria-label={t("team.presence")}>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            className="btn btn-small"
            aria-pressed={filters.state === state}
            onClick={() => onChange({ state: filters.state === state ? null : state })}
          >
            <i className={`dot dot-${state}`} />
            {t(`presence.${state}`)}
            <span className="num">{counted(state)}</span>
          </button>
        ))}
      </span>
    </search>
  );
}
