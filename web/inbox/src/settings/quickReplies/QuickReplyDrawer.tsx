import { Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { Department, Language, QuickReply, QuickReplyScope } from "../../../../contract/types";
import { getWorkspace } from "../../api/calls";
import { queryClient } from "../../api/queryClient";
import { addQuickReply, changeQuickReply, removeQuickReply } from "../../api/tools";
import { me } from "../../app/me";
import { refusalText } from "../../app/refusals";
import { toast } from "../../app/toasts";
import { Filled } from "../../composer/Filled";
import { fill, VARIABLES } from "../../composer/variables";
import { useTexts } from "../../texts/i18n";
import { putText } from "../../ui/putText";
import { DrawerFoot } from "../kit/DrawerFoot";
import { ErrorSummary } from "../kit/ErrorSummary";
import { bind, bindText, fieldId } from "../kit/fields";
import { SideDrawer } from "../kit/SideDrawer";
import { useEdits } from "../kit/useEdits";

interface Values {
  shortcut: string;
  title: string;
  text: string;
  scope: QuickReplyScope;
  departmentId: string | null;
  language: Language | null;
}

interface Props {
  /** None makes a new one. */
  reply: QuickReply | null;
  departments: Department[];
  onClose: () => void;
}

/** Which scopes one may write for: the hub decides, here only what it would take is offered. */
function scopes(): QuickReplyScope[] {
  const { role } = me();
  if (role === "admin") return ["personal", "department", "workspace"];
  return role === "supervisor" ? ["personal", "department"] : ["personal"];
}

function mayKeep(reply: QuickReply | null): boolean {
  const { role, departmentIds } = me();
  if (!reply || reply.scope === "personal" || role === "admin") return true;
  return (
    role === "supervisor" &&
    reply.scope === "department" &&
    departmentIds.includes(reply.departmentId ?? "")
  );
}

/** One quick reply: its words, for whom it is, and how it will read. */
export function QuickReplyDrawer({ reply, departments, onClose }: Props) {
  const { t } = useTexts();
  const area = useRef<HTMLTextAreaElement>(null);
  const kept = mayKeep(reply);
  const workspace = useQuery({
    queryKey: ["workspace"],
    queryFn: ({ signal }) => getWorkspace(signal),
  });
  const company = workspace.data?.name ?? "";
  const stored: Values = {
    shortcut: reply?.shortcut ?? "",
    title: reply?.title ?? "",
    text: reply?.text ?? "",
    scope: reply?.scope ?? "personal",
    departmentId: reply?.departmentId ?? null,
    language: reply?.language ?? null,
  };
  const edits = useEdits<Values>(stored, async (changes) => {
    const all = { ...stored, ...changes };
    // A department belongs to that scope alone.
    const place =
      changes.scope || changes.departmentId
        ? { scope: all.scope, departmentId: all.scope === "department" ? all.departmentId : null }
        : {};
    if (reply) await changeQuickReply(reply.id, { ...changes, ...place });
    else await addQuickReply({ ...all, ...place });
    void queryClient.invalidateQueries({ queryKey: ["quickReplies"] });
  });
  const { values } = edits;
  const mine = departments.filter(
    ({ id }) => me().role === "admin" || me().departmentIds.includes(id),
  );
  const insert = (name: string) => {
    const put = name === "contact.name" ? "{{contact.name|Bapak/Ibu}}" : `{{${name}}}`;
    if (area.current) putText(area.current, put);
  };
  const remove = async (): Promise<boolean> => {
    if (!reply) return false;
    try {
      await removeQuickReply(reply.id);
      void queryClient.invalidateQueries({ queryKey: ["quickReplies"] });
      toast({ name: "settings", text: t("quickReplies.removed"), tone: "ok" });
      return true;
    } catch (error) {
      toast({ name: "settings", text: refusalText(error), tone: "warn" });
      return false;
    }
  };
  return (
    <SideDrawer
      title={reply ? `/${reply.shortcut}` : t("quickReplies.add")}
      onClose={onClose}
      still={edits.saving && !reply}
      foot={
        kept ? (
          <DrawerFoot edits={edits} onClose={onClose} remove={reply ? remove : undefined} />
        ) : (
          <span className="muted set-small">{t("quickReplies.readOnly")}</span>
        )
      }
    >
      <ErrorSummary
        errors={edits.errors}
        labels={{
          shortcut: t("quickReplies.shortcut"),
          title: t("quickReplies.title"),
          text: t("quickReplies.text"),
          departmentId: t("quickReplies.department"),
        }}
      />
      <TextInput
        label={t("quickReplies.shortcut")}
        description={t("quickReplies.shortcut.lead")}
        leftSection="/"
        maxLength={32}
        readOnly={!kept}
        data-autofocus
        {...bindText(edits, "shortcut")}
      />
      <TextInput
        label={t("quickReplies.title")}
        maxLength={80}
        readOnly={!kept}
        {...bindText(edits, "title")}
      />
      <Textarea
        ref={area}
        label={t("quickReplies.text")}
        rows={6}
        maxLength={4_000}
        readOnly={!kept}
        {...bindText(edits, "text")}
      />
      {kept && (
        // biome-ignore lint/a11y/useSemanticElements: buttons of a toolbar are no form
        <div className="labels" role="group" aria-label={t("quickReplies.variables")}>
          {VARIABLES.map((name) => (
            <button
              key={name}
              type="button"
              className="btn btn-small"
              onClick={() => insert(name)}
            >{`{{${name}}}`}</button>
          ))}
        </div>
      )}
      <section aria-label={t("quickReplies.preview")} className="set-stack">
        <h3 className="set-h3">{t("quickReplies.preview")}</h3>
        <p className="muted set-small">{t("quickReplies.preview.lead")}</p>
        <p className="reply-preview">
          <Filled text={fill(values.text, sample(company))} />
        </p>
      </section>
      {kept && (
        <Select
          label={t("quickReplies.scope")}
          data={scopes().map((value) => ({ value, label: t(`quickReplies.scope.${value}`) }))}
          allowDeselect={false}
          {...bind(edits, "scope")}
          onChange={(scope) => scope && edits.set("scope", scope as QuickReplyScope)}
        />
      )}
      {kept && values.scope === "department" && (
        <Select
          label={t("quickReplies.department")}
          data={mine.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          {...bind(edits, "departmentId")}
          onChange={(id) => edits.set("departmentId", id)}
        />
      )}
      {kept && (
        <Select
          label={t("quickReplies.language")}
          id={fieldId("language")}
          data={[
            { value: "all", label: t("quickReplies.language.all") },
            { value: "id", label: "Bahasa Indonesia" },
            { value: "en", label: "English" },
          ]}
          value={values.language ?? "all"}
          allowDeselect={false}
          onChange={(code) =>
            edits.set("language", code === "all" || !code ? null : (code as Language))
          }
        />
      )}
    </SideDrawer>
  );
}

const sample = (company: string) => ({
  "contact.name": "Dewi Lestari",
  "contact.firstName": "Dewi",
  "agent.name": me().name,
  "agent.firstName": me().name.split(" ")[0] ?? "",
  "conversation.number": "1042",
  company,
});
