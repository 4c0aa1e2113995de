import { Select, Switch, TextInput } from "@mantine/core";
import type { Channel, ChannelKind, Priority } from "../../../../contract/types";
import { letGo } from "../../app/leaving";
import { goTo } from "../../app/places";
import { useTexts } from "../../texts/i18n";
import { addChannel, changeChannel, inLanguage, useDepartments } from "../house";
import { FormPage } from "../kit/FormPage";
import { bindText, bindTick, fieldId } from "../kit/fields";
import { Section } from "../kit/Section";
import { type Edits, useEdits } from "../kit/useEdits";
import { type PageProps, pagePath } from "../pages";
import { AddressHint } from "./AddressHint";
import { Handover } from "./Handover";
import { ImportOfThePast } from "./ImportOfThePast";
import { type Field, fieldsOf, grouped, groupTitle, isShown, presetsOf } from "./kinds";
import { connect, LiveVerdict } from "./LiveVerdict";
import { OfferedField } from "./OfferedField";
import { PrioritySelect } from "./PrioritySelect";
import { SecretField, SettingField } from "./SchemaFields";
import { Templates } from "./Templates";
import { Trouble } from "./Trouble";

interface Values {
  name: string;
  enabled: boolean;
  departmentId: string | null;
  priority: Priority;
  [setting: `settings.${string}`]: unknown;
  [secret: `secrets.${string}`]: string;
}

type Name = keyof Values & string;

interface Props {
  page: PageProps["page"];
  channel: Channel;
  kind: ChannelKind;
}

/** A channel of a provider: its form is drawn from what the adapter says of its settings. */
export function ProviderChannel({ page, channel, kind }: Props) {
  const { t, lang } = useTexts();
  const settings = fieldsOf(kind.settingsSchema);
  // What the hub makes up itself is nobody's to fill in.
  const secrets = fieldsOf(kind.secretsSchema).filter(({ generated }) => !generated);
  const edits = useEdits<Values>(storedOf(channel, settings, secrets), (changes) =>
    channel.id ? change(channel, asPatch(changes)) : make(channel, asPatch(changes)),
  );
  const labels = Object.fromEntries([
    ["name", t("channels.name")],
    ...settings.map(({ name, titles }) => [`settings.${name}`, inLanguage(titles, lang)]),
    ...secrets.map(({ name, titles }) => [`secrets.${name}`, inLanguage(titles, lang)]),
  ]);
  const groups = grouped([...settings, ...secrets]);
  return (
    <FormPage
      page={page}
      item={channel.name}
      edits={edits}
      labels={labels}
      lead={t("channel.lead", { kind: inLanguage(kind.titles, lang) })}
    >
      <div className="chat-form" inert={edits.saving && !channel.id}>
        <Trouble channel={channel} />
        <ImportOfThePast channel={channel} />
        <Own edits={edits} />
        <Presets kind={kind} edits={edits} />
        {groups.map(([group, fields]) => (
          <Group
            key={group}
            title={groupTitle(kind.settingsSchema, group, lang)}
            fields={fields}
            folded={group === "advanced"}
            secretNames={new Set(secrets.map(({ name }) => name))}
            channel={channel}
            edits={edits}
          />
        ))}
        {channel.id && (
          <>
            <Handover channel={channel} kind={kind} />
            <LiveVerdict channel={channel} unsaved={edits.changed.length > 0} />
            {kind.limits.hasTemplates && <Templates channel={channel} />}
          </>
        )}
        <Section title={t("channel.switch")}>
          <Switch
            label={t("channel.enabled")}
            description={t("channel.enabled.lead")}
            {...bindTick(edits, "enabled")}
          />
        </Section>
      </div>
    </FormPage>
  );
}

function Own({ edits }: { edits: Edits<Values> }) {
  const { t } = useTexts();
  const departments = useDepartments().data?.items ?? [];
  const usual = departments.find(({ isDefault }) => isDefault)?.name ?? "";
  return (
    <Section>
      <div className="set-two">
        <TextInput
          label={t("channels.name")}
          description={t("channels.name.lead")}
          maxLength={80}
          {...bindText(edits, "name")}
        />
        <Select
          id={fieldId("departmentId")}
          label={t("channels.department")}
          description={t("channels.department.lead")}
          data={[
            { value: "", label: t("channels.department.usual", { name: usual }) },
            ...departments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={edits.values.departmentId ?? ""}
          allowDeselect={false}
          onChange={(id) => edits.set("departmentId", id || null)}
        />
        <PrioritySelect
          value={edits.values.priority}
          onChange={(priority) => edits.set("priority", priority)}
        />
      </div>
    </Section>
  );
}

function Presets({ kind, edits }: { kind: ChannelKind; edits: Edits<Values> }) {
  const { t, lang } = useTexts();
  const presets = presetsOf(kind.settingsSchema);
  if (presets.length === 0) return null;
  return (
    <Section title={t("channel.presets")} lead={t("channel.presets.lead")}>
      <div className="chan-presets">
        {presets.map(({ name, titles, settings }) => (
          <button
            key={name}
            type="button"
            className="btn btn-small"
            onClick={() => {
              for (const [setting, value] of Object.entries(settings))
                edits.set(`settings.${setting}`, value);
            }}
          >
            {titles ? inLanguage(titles, lang) : name}
          </button>
        ))}
      </div>
    </Section>
  );
}

interface GroupProps {
  title: string;
  fields: Field[];
  /** What hardly anybody needs. */
  folded: boolean;
  secretNames: Set<string>;
  channel: Channel;
  edits: Edits<Values>;
}

function Group({ title, fields, folded, secretNames, channel, edits }: GroupProps) {
  const isSet = new Set(channel.secretNames ?? []);
  const values = Object.fromEntries(
    Object.entries(edits.values).map(([name, value]) => [name.replace("settings.", ""), value]),
  );
  const shown = fields.filter((field) => isShown(field, values));
  if (shown.length === 0) return null;
  const drawn = (
    <>
      {shown.map((field) => {
        const secret = secretNames.has(field.name);
        const name: Name = secret ? `secrets.${field.name}` : `settings.${field.name}`;
        const placed = { ...field, name };
        const error = edits.errors[name] ?? partOf(edits.errors, name);
        return secret ? (
          <SecretField
            key={name}
            field={placed}
            isSet={isSet.has(field.name)}
            value={(edits.values[name] as string) ?? ""}
            error={error}
            onChange={(value) => edits.set(name, value as never)}
          />
        ) : (
          <div key={name}>
            {field.offered ? (
              <OfferedField
                channelId={channel.id}
                field={field}
                name={name}
                value={edits.values[name]}
                error={error}
                onChange={(value) => edits.set(name, value as never)}
              />
            ) : (
              <SettingField
                field={placed}
                value={edits.values[name]}
                error={error}
                onChange={(value) => edits.set(name, value as never)}
              />
            )}
            <AddressHint field={field} value={edits.values[name]} />
          </div>
        );
      })}
    </>
  );
  if (!folded) return <Section title={title || undefined}>{drawn}</Section>;
  const wrong = shown.some(({ name }) => edits.errors[`settings.${name}`]);
  return (
    <details className="chan-more" open={wrong || undefined}>
      <summary>{title}</summary>
      <Section>{drawn}</Section>
    </details>
  );
}

/** A refusal of "settings.aliases.0" belongs to the field "settings.aliases". */
const partOf = (errors: Record<string, string>, name: string): string | undefined =>
  Object.entries(errors).find(([each]) => each.startsWith(`${name}.`))?.[1];

function storedOf(channel: Channel, settings: Field[], secrets: Field[]): Values {
  const stored = (channel.settings ?? {}) as Record<string, unknown>;
  return Object.fromEntries([
    ["name", channel.name],
    ["enabled", channel.enabled],
    ["departmentId", channel.departmentId ?? null],
    ["priority", channel.priority],
    ...settings.map(({ name, usual }) => [`settings.${name}`, stored[name] ?? usual ?? null]),
    ...secrets.map(({ name }) => [`secrets.${name}`, ""]),
  ]) as unknown as Values;
}

/** The provider hears what of it concerns him. */
async function change(channel: Channel, changes: object): Promise<void> {
  const { id } = await changeChannel(channel, changes);
  // The form is free again; the verdict says that it is being tried.
  void connect(id);
}

/** Stores a new one, and goes to its own page. */
async function make(
  { kind, name, enabled, settings }: Channel,
  changes: { settings?: object },
): Promise<void> {
  const given = { ...settings, ...changes.settings };
  const made = await addChannel({ kind, name, enabled, ...changes, settings: given });
  await connect(made.id);
  letGo();
  goTo(pagePath("channels", made.id), { replace: true });
}

function asPatch(changes: Partial<Values>): object {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(changes)) {
    const [part, rest] = name.split(/\.(.*)/, 2);
    if (part && rest) body[part] = { ...(body[part] as object), [rest]: value };
    else body[name] = value;
  }
  return body;
}
