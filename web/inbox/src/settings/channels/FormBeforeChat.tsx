import { Checkbox, Select, TextInput } from "@mantine/core";
import type { Department } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { fieldId } from "../kit/fields";
import { Section } from "../kit/Section";
import type { Edits } from "../kit/useEdits";
import type { ChatValues, Topic } from "./LiveChat";

const PARTS = ["name", "email", "topic"] as const;

interface Props {
  edits: Edits<ChatValues>;
  departments: Department[];
}

/** What a visitor is asked before he writes, and what he cannot leave empty. */
export function FormBeforeChat({ edits, departments }: Props) {
  const { t } = useTexts();
  const { values } = edits;
  const firstTopic = () => {
    if (values.topics.length === 0) edits.set("topics", [newTopic(values.topics)]);
  };
  return (
    <Section title={t("chat.form")} lead={t("chat.form.lead")}>
      <table className="set-table chat-asked" aria-label={t("chat.form")}>
        <thead>
          <tr>
            <th scope="col">{t("chat.form.field")}</th>
            <th scope="col">{t("chat.form.asked")}</th>
            <th scope="col">{t("chat.form.required")}</th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <td>{t(`chat.form.${part}`)}</td>
              <td>
                <Checkbox
                  aria-label={t("chat.form.ask", { field: t(`chat.form.${part}`) })}
                  checked={values[`ask_${part}`]}
                  onChange={(event) => {
                    edits.set(`ask_${part}`, event.currentTarget.checked);
                    if (part === "topic" && event.currentTarget.checked) firstTopic();
                  }}
                />
              </td>
              <td>
                <Checkbox
                  aria-label={t("chat.form.require", { field: t(`chat.form.${part}`) })}
                  checked={values[`ask_${part}`] && values[`require_${part}`]}
                  disabled={!values[`ask_${part}`]}
                  onChange={(event) => edits.set(`require_${part}`, event.currentTarget.checked)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {values.ask_topic && <Topics edits={edits} departments={departments} />}
    </Section>
  );
}

function newTopic(topics: Topic[]): Topic {
  const taken = new Set(topics.map(({ id }) => id));
  let number = topics.length + 1;
  while (taken.has(`topic-${number}`)) number += 1;
  return { id: `topic-${number}`, name: { id: "", en: "" }, department_id: null };
}

function Topics({ edits, departments }: Props) {
  const { t } = useTexts();
  const { topics } = edits.values;
  const put = (at: number, change: Partial<Topic>) =>
    edits.set(
      "topics",
      topics.map((topic, i) => (i === at ? { ...topic, ...change } : topic)),
    );
  const errorOf = (at: number) => {
    const [, words] =
      Object.entries(edits.errors).find(([name]) => name.startsWith(`topics.${at}`)) ?? [];
    return words;
  };
  return (
    <div className="set-stack" id={fieldId("topics")} tabIndex={-1}>
      <h3 className="set-h3">{t("chat.topics")}</h3>
      {edits.errors.topics && <p className="week-wrong">{edits.errors.topics}</p>}
      {topics.map((topic, at) => (
        <div key={topic.id} className="chat-topic">
          <TextInput
            lang="id"
            aria-label={t("chat.topics.nameId")}
            placeholder={t("chat.topics.nameId")}
            maxLength={60}
            value={topic.name.id ?? ""}
            error={errorOf(at)}
            onChange={(event) =>
              put(at, { name: { ...topic.name, id: event.currentTarget.value } })
            }
          />
          <TextInput
            lang="en"
            aria-label={t("chat.topics.nameEn")}
            placeholder={t("chat.topics.nameEn")}
            maxLength={60}
            value={topic.name.en ?? ""}
            onChange={(event) =>
              put(at, { name: { ...topic.name, en: event.currentTarget.value } })
            }
          />
          <Select
            aria-label={t("chat.topics.department")}
            data={[
              { value: "", label: t("chat.topics.channels") },
              ...departments.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={topic.department_id ?? ""}
            allowDeselect={false}
            onChange={(id) => put(at, { department_id: id || null })}
          />
          <button
            type="button"
            className="ib ib-small"
            aria-label={t("chat.topics.remove", { name: topic.name.id || topic.name.en || at + 1 })}
            onClick={() =>
              edits.set(
                "topics",
                topics.filter((_, i) => i !== at),
              )
            }
          >
            <Icon name="trash" />
          </button>
        </div>
      ))}
      <span>
        <button
          type="button"
          className="btn btn-small"
          onClick={() => edits.set("topics", [...topics, newTopic(topics)])}
        >
          <Icon name="plus" />
          {t("chat.topics.add")}
        </button>
      </span>
    </div>
  );
}
