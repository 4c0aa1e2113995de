import { NumberInput, Select, TextInput } from "@mantine/core";
import type { Department, Member } from "../../../../contract/types";
import { patchMember } from "../../api/accounts";
import { queryClient } from "../../api/queryClient";
import { me } from "../../app/me";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { useHouse } from "../house";
import { ErrorSummary } from "../kit/ErrorSummary";
import { StayOrGo } from "../kit/FormPage";
import { bind, bindText } from "../kit/fields";
import { SideDrawer } from "../kit/SideDrawer";
import { useEdits } from "../kit/useEdits";
import { Places, Supervised } from "./InviteDialog";
import { ROLES } from "./MemberFilters";
import { MemberSwitch } from "./MemberSwitch";
import { PrioritiesField } from "./PrioritiesField";
import { atField } from "./refused";

type Edited = Pick<
  Member,
  | "name"
  | "role"
  | "departmentIds"
  | "departmentPriorities"
  | "supervisedIds"
  | "capacity"
  | "forcedCapacity"
>;

interface Props {
  member: Member;
  members: Member[];
  departments: Department[];
  onClose: () => void;
}

/** One member: what he is called, what he may, how much he takes. New rights count at once. */
export function MemberDrawer({ member, members, departments, onClose }: Props) {
  const { t } = useTexts();
  const edits = useEdits<Edited>(editedOf(member), (change) =>
    patchMember(member.id, change).catch(atField("role", "last_admin")),
  );
  const house = useHouse().data;
  const unsaved = edits.changed.length;
  const own = departments.filter(({ id }) => edits.values.departmentIds.includes(id));
  const labels = {
    name: t("members.name"),
    role: t("members.role"),
    departmentIds: t("members.departments"),
    departmentPriorities: t("members.priorities"),
    supervisedIds: t("members.supervised"),
    capacity: t("members.capacity"),
    forcedCapacity: t("members.forcedCapacity"),
  };
  const save = async () => {
    if (!(await edits.save())) return;
    await queryClient.invalidateQueries({ queryKey: ["members"] });
    toast({ name: "settings", text: t("settings.saved"), tone: "ok" });
  };
  return (
    <SideDrawer
      title={member.name}
      onClose={onClose}
      foot={
        <>
          {unsaved > 0 && (
            <button type="button" className="btn btn-plain" onClick={edits.discard}>
              {t("settings.discard")}
            </button>
          )}
          <button
            type="button"
            className="btn btn-main"
            disabled={unsaved === 0 || edits.saving}
            onClick={() => void save()}
          >
            {t(edits.saving ? "settings.saving" : "settings.save")}
          </button>
        </>
      }
    >
      <ErrorSummary errors={edits.errors} labels={labels} />
      <p className="muted">{member.email}</p>
      <TextInput label={labels.name} maxLength={80} {...bindText(edits, "name")} />
      <Select
        label={labels.role}
        description={t(`members.role.${edits.values.role}.what`)}
        allowDeselect={false}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        {...bind(edits, "role")}
        onChange={(role) => role && edits.set("role", role as Member["role"])}
      />
      <Places departments={departments} {...bind(edits, "departmentIds")} />
      {edits.values.role === "agent" && own.length > 0 && (
        <PrioritiesField departments={own} {...bind(edits, "departmentPriorities")} />
      )}
      {edits.values.role === "supervisor" && (
        <Supervised
          members={members.filter(({ id }) => id !== member.id)}
          {...bind(edits, "supervisedIds")}
        />
      )}
      <div className="set-two">
        <Limit
          label={labels.capacity}
          usual={house?.capacity}
          hint={t("members.capacity.hint")}
          value={edits.values.capacity ?? null}
          error={edits.errors.capacity}
          onChange={(value) => edits.set("capacity", value)}
        />
        <Limit
          label={labels.forcedCapacity}
          usual={house?.forcedCapacity}
          hint={t("members.forcedCapacity.hint")}
          value={edits.values.forcedCapacity ?? null}
          error={edits.errors.forcedCapacity}
          onChange={(value) => edits.set("forcedCapacity", value)}
        />
      </div>
      <MemberSwitch member={member} isMe={member.id === me().id} />
      <StayOrGo unsaved={unsaved} />
    </SideDrawer>
  );
}

const editedOf = (member: Member): Edited => ({
  name: member.name,
  role: member.role,
  departmentIds: member.departmentIds,
  departmentPriorities: member.departmentPriorities,
  supervisedIds: member.supervisedIds,
  capacity: member.capacity ?? null,
  forcedCapacity: member.forcedCapacity ?? null,
});

interface LimitProps {
  label: string;
  hint: string;
  usual: number | undefined;
  value: number | null;
  error?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A number of chats; empty takes the workspace's. */
function Limit({ label, hint, usual, value, error, onChange }: LimitProps) {
  const { t } = useTexts();
  return (
    <NumberInput
      label={label}
      description={hint}
      placeholder={usual === undefined ? "" : t("members.usual", { count: usual })}
      min={0}
      max={1000}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      value={value ?? ""}
      error={error}
      onChange={(next) => onChange(next === "" ? null : Number(next))}
    />
  );
}
