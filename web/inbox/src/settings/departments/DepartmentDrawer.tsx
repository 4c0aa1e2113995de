import { Radio, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type {
  AnswerTargets,
  AssignmentMode,
  Department,
  Hours,
  Member,
} from "../../../../contract/types";
import { follow } from "../../app/places";
import { useTexts } from "../../texts/i18n";
import { Avatar } from "../../ui/Avatar";
import { WeekField } from "../hours/WeekField";
import { addDepartment, changeDepartment, useChannels } from "../house";
import { DrawerFoot } from "../kit/DrawerFoot";
import { ErrorSummary } from "../kit/ErrorSummary";
import { bind, bindTick } from "../kit/fields";
import { SideDrawer } from "../kit/SideDrawer";
import { useEdits } from "../kit/useEdits";
import { pagePath } from "../pages";
import { RemoveDepartment } from "./RemoveDepartment";
import { TargetsField } from "./TargetsField";

const MODES: readonly AssignmentMode[] = ["open", "least_load", "round_robin"];

interface Values {
  name: string;
  mode: AssignmentMode;
  isDefault: boolean;
  hours: Hours | null;
  targets: AnswerTargets[];
}

interface Props {
  /** None makes a new one. */
  department: Department | null;
  others: Department[];
  members: Member[];
  onClose: () => void;
}

/** One department: its name, how its queue reaches people, when it is open, who works in it. */
export function DepartmentDrawer({ department, others, members, onClose }: Props) {
  const { t } = useTexts();
  const [removing, setRemoving] = useState(false);
  const stored: Values = {
    name: department?.name ?? "",
    mode: department?.mode ?? "open",
    isDefault: department?.isDefault ?? false,
    hours: department?.hours ?? null,
    targets: department?.targets ?? [],
  };
  const edits = useEdits<Values>(stored, (changes) => {
    if (department) return changeDepartment(department, changes);
    const { name, mode, hours, targets } = { ...stored, ...changes };
    return addDepartment({ name, mode, targets, ...(hours ? { hours } : {}) });
  });
  const { hours } = edits.values;
  const channels = useChannels().data?.items ?? [];
  const removable = department !== null && !department.isDefault;
  // The dialog that asks closes the drawer itself.
  const remove = async () => {
    setRemoving(true);
    return false;
  };
  return (
    <SideDrawer
      title={department?.name ?? t("departments.add")}
      onClose={onClose}
      still={edits.saving && !department}
      foot={<DrawerFoot edits={edits} onClose={onClose} remove={removable ? remove : undefined} />}
    >
      <ErrorSummary
        errors={edits.errors}
        labels={{
          name: t("departments.name"),
          hours: t("hours.week"),
          targets: t("targets.title"),
        }}
      />
      <TextInput
        label={t("departments.name")}
        maxLength={80}
        data-autofocus
        {...bind(edits, "name")}
        onChange={(event) => edits.set("name", event.currentTarget.value)}
      />
      <Radio.Group
        label={t("departments.mode")}
        value={edits.values.mode}
        onChange={(mode) => edits.set("mode", mode as AssignmentMode)}
      >
        <div className="set-stack">
          {MODES.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              label={t(`departments.mode.${mode}`)}
              description={t(`departments.mode.${mode}.lead`)}
            />
          ))}
        </div>
      </Radio.Group>
      <Switch
        label={t("departments.ownHours")}
        description={t("departments.ownHours.lead")}
        checked={hours !== null}
        onChange={(event) =>
          edits.set("hours", event.currentTarget.checked ? { always: true } : null)
        }
      />
      {hours && (
        <WeekField
          hours={hours}
          errors={edits.errors}
          onChange={(week) => edits.set("hours", week)}
        />
      )}
      <TargetsField
        targets={edits.values.targets}
        channels={channels}
        error={edits.errors.targets}
        onChange={(targets) => edits.set("targets", targets)}
      />
      {removable && (
        <Switch
          label={t("departments.makeDefault")}
          description={t("departments.makeDefault.lead")}
          {...bindTick(edits, "isDefault")}
        />
      )}
      {department && <People members={members} />}
      {department && removing && (
        <RemoveDepartment
          department={department}
          others={others}
          onDone={onClose}
          onNo={() => setRemoving(false)}
        />
      )}
    </SideDrawer>
  );
}

function People({ members }: { members: Member[] }) {
  const { t } = useTexts();
  const path = pagePath("members");
  return (
    <section className="set-stack">
      <h3 className="set-h3">{t("departments.members")}</h3>
      {members.length === 0 && <p className="muted set-small">{t("departments.nobody")}</p>}
      <ul className="set-people">
        {members.map((member) => (
          <li key={member.id}>
            <Avatar name={member.name} size={28} />
            <span className="grow ell">{member.name}</span>
            <span className="muted set-small">{t(`role.${member.role}`)}</span>
          </li>
        ))}
      </ul>
      <a className="link set-small" href={path} onClick={(event) => follow(event, path)}>
        {t("departments.toMembers")}
      </a>
    </section>
  );
}
