import { Select, Switch, TextInput } from "@mantine/core";
import type { Channel, Language, Priority } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { changeChannel, useDepartments, useHouse } from "../house";
import { FormPage } from "../kit/FormPage";
import { bindText, bindTick, fieldId } from "../kit/fields";
import { Section } from "../kit/Section";
import { useEdits } from "../kit/useEdits";
import type { PageProps } from "../pages";
import { BrandColour } from "./BrandColour";
import { FormBeforeChat } from "./FormBeforeChat";
import { Greeting } from "./Greeting";
import { Preview } from "./Preview";
import { PrioritySelect } from "./PrioritySelect";
import { Sites } from "./Sites";
import { Snippet } from "./Snippet";

export interface Topic {
  id: string;
  name: Partial<Record<Language, string>>;
  department_id?: string | null;
}

/** As the adapter keeps them; the names are its own. */
export interface ChatSettings {
  display_name: string;
  allowed_sites: string[];
  brand_color: string;
  welcome: Partial<Record<Language, string>>;
  launcher_side: "right" | "left";
  show_answer_time: boolean;
  ask_name: boolean;
  require_name: boolean;
  ask_email: boolean;
  require_email: boolean;
  ask_topic: boolean;
  require_topic: boolean;
  topics: Topic[];
  offline_form: boolean;
}

/** What an older channel has not stored yet, as the adapter reads it. */
const USUAL: ChatSettings = {
  display_name: "",
  allowed_sites: [],
  brand_color: "#3450CF",
  welcome: {},
  launcher_side: "right",
  show_answer_time: true,
  ask_name: false,
  require_name: true,
  ask_email: false,
  require_email: false,
  ask_topic: false,
  require_topic: true,
  topics: [],
  offline_form: true,
};

export interface ChatValues extends ChatSettings {
  name: string;
  enabled: boolean;
  departmentId: string | null;
  priority: Priority;
}

const OWN = new Set<string>(["name", "enabled", "departmentId", "priority"]);

function asPatch(changes: Partial<ChatValues>): object {
  const entries = Object.entries(changes);
  const settings = entries.filter(([name]) => !OWN.has(name));
  return {
    ...Object.fromEntries(entries.filter(([name]) => OWN.has(name))),
    ...(settings.length ? { settings: Object.fromEntries(settings) } : {}),
  };
}

/** A refusal of "settings.brand_color" belongs to the field of that name. */
function withoutPrefix(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, words]) => [
      name === "settings" ? "topics" : name.replace(/^settings\./, ""),
      words,
    ]),
  );
}

/** One live chat: how it looks, what it asks, where it may stand; the widget itself beside it. */
export function LiveChat({ page, channel }: { page: PageProps["page"]; channel: Channel }) {
  const { t } = useTexts();
  const departments = useDepartments().data?.items ?? [];
  const companyName = useHouse().data?.name ?? "";
  const { name, enabled } = channel;
  const stored: ChatValues = {
    name,
    enabled,
    departmentId: channel.departmentId ?? null,
    priority: channel.priority,
    ...USUAL,
    ...(channel.settings as Partial<ChatSettings>),
  };
  const raw = useEdits<ChatValues>(stored, (changes) => changeChannel(channel, asPatch(changes)));
  const edits = { ...raw, errors: withoutPrefix(raw.errors) };
  const { values, errors } = edits;
  const usual = departments.find(({ isDefault }) => isDefault)?.name ?? "";
  return (
    <FormPage
      page={page}
      item={name}
      edits={edits}
      labels={{
        name: t("channels.name"),
        display_name: t("chat.displayName"),
        brand_color: t("chat.colour"),
        welcome: t("chat.greeting"),
        allowed_sites: t("chat.sites"),
        topics: t("chat.topics"),
      }}
      lead={t("chat.lead")}
      wide
    >
      <div className="chat-two">
        <div className="chat-form">
          <Section>
            <div className="set-two">
              <TextInput
                label={t("channels.name")}
                description={t("channels.name.lead")}
                maxLength={80}
                {...bindText(edits, "name")}
              />
              <TextInput
                label={t("chat.displayName")}
                description={t("chat.displayName.lead")}
                placeholder={companyName}
                maxLength={60}
                {...bindText(edits, "display_name")}
              />
            </div>
            <div className="set-two">
              <BrandColour
                value={values.brand_color}
                error={errors.brand_color}
                onChange={(colour) => edits.set("brand_color", colour)}
              />
              <Select
                label={t("chat.side")}
                description={t("chat.side.lead")}
                data={[
                  { value: "right", label: t("chat.side.right") },
                  { value: "left", label: t("chat.side.left") },
                ]}
                value={values.launcher_side}
                allowDeselect={false}
                onChange={(side) => edits.set("launcher_side", side as "left" | "right")}
              />
            </div>
            <Greeting
              value={values.welcome}
              errors={errors}
              onChange={(welcome) => edits.set("welcome", welcome)}
            />
            <div className="set-two">
              <Select
                id={fieldId("departmentId")}
                label={t("channels.department")}
                description={t("channels.department.lead")}
                data={[
                  { value: "", label: t("channels.department.usual", { name: usual }) },
                  ...departments.map(({ id, name: label }) => ({ value: id, label })),
                ]}
                value={values.departmentId ?? ""}
                allowDeselect={false}
                onChange={(id) => edits.set("departmentId", id || null)}
              />
              <PrioritySelect
                value={values.priority}
                onChange={(priority) => edits.set("priority", priority)}
              />
            </div>
            <Switch
              label={t("chat.answerTime")}
              description={t("chat.answerTime.lead")}
              {...bindTick(edits, "show_answer_time")}
            />
          </Section>
          <FormBeforeChat edits={edits} departments={departments} />
          <Section>
            <Switch
              label={t("chat.offline")}
              description={t("chat.offline.lead")}
              {...bindTick(edits, "offline_form")}
            />
          </Section>
          <Sites
            channel={channel}
            sites={values.allowed_sites}
            errors={errors}
            onChange={(sites) => edits.set("allowed_sites", sites)}
          />
          <Snippet channel={channel} stored={stored} />
          <Section title={t("chat.off")}>
            <Switch
              label={t("chat.enabled")}
              description={t("chat.enabled.lead")}
              {...bindTick(edits, "enabled")}
            />
          </Section>
        </div>
        <Preview channel={channel} values={values} companyName={companyName} />
      </div>
    </FormPage>
  );
}
