import type { Topic } from "../wire";
import { useAround } from "./context";
import { attributesOf, Labelled } from "./Field";

interface Props {
  topics: readonly Topic[];
  aside?: string;
  value: string;
  fault?: string;
  onInput(value: string): void;
}

/** What the chat is about; it finds the right department. */
export function TopicField({ topics, aside, value, fault, onInput }: Props) {
  const { texts, language } = useAround();
  return (
    <Labelled id="topic" label={texts.topic} aside={aside} fault={fault}>
      <select
        {...attributesOf("topic", fault)}
        value={value}
        onChange={(event) => onInput(event.currentTarget.value)}
      >
        <option value="">{texts.topicChoose}</option>
        {topics.map((topic) => (
          <option key={topic.id} value={topic.id}>
            {topic.name[language] || Object.values(topic.name).find(Boolean)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
