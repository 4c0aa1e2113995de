import { useState } from "preact/hooks";
import { Refused } from "../api";
import type { Texts } from "../text/en";
import type { Topic, Visitor } from "../wire";
import { useAround } from "./context";

export type Wish = "required" | "optional";

/** What a form asks for; what is absent is not asked. */
export interface Asks {
  name?: Wish;
  email?: Wish;
  topic?: Wish;
  topics?: readonly Topic[];
  message?: Wish;
}

export interface Said {
  name: string;
  email: string;
  topic: string;
  message: string;
}

/** By field; `all` is of the whole form. */
export type Faults = Partial<Record<keyof Said | "all", string>>;

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const FIELDS = ["name", "email", "topic", "message"] as const;

interface Introduction {
  visitor: Visitor;
  asks: Asks;
  onDone(): void;
}

/** The form's state: checked here first, then by the hub, whose word on a field is shown there. */
export function useIntroduction(
  { visitor, asks, onDone }: Introduction,
  form: { current: HTMLFormElement | null },
) {
  const { chat, texts } = useAround();
  const [said, setSaid] = useState<Said>({
    name: visitor.name ?? "",
    email: visitor.email ?? "",
    topic: "",
    message: chat.draft(),
  });
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);

  const say = (field: keyof Said) => (value: string) => {
    setSaid((all) => ({ ...all, [field]: value }));
    if (field === "message") chat.typed(value);
  };
  const submit = async () => {
    const found = faultsOf(said, asks, texts);
    setFaults(found);
    const first = FIELDS.find((field) => found[field]);
    if (first) {
      form.current?.querySelector<HTMLElement>(`#${first}`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await chat.introduce({ name: said.name, email: said.email }, said.topic || undefined);
      if (asks.message) {
        // What was typed meanwhile begins the next one.
        const more = chat.draft().replace(said.message, "");
        chat.write(said.message.trim(), []);
        chat.typed(more);
      }
      onDone();
    } catch (error) {
      setFaults(faultsToldBy(error, texts));
    } finally {
      setBusy(false);
    }
  };
  return { said, faults, busy, say, submit };
}

function faultsOf(said: Said, asks: Asks, texts: Texts): Faults {
  const missing: Said = {
    name: texts.nameMissing,
    email: texts.emailMissing,
    topic: texts.topicMissing,
    message: texts.messageMissing,
  };
  const faults: Faults = {};
  for (const field of FIELDS) {
    if (asks[field] === "required" && said[field].trim() === "") faults[field] = missing[field];
  }
  const address = said.email.trim();
  if (address !== "" && !ADDRESS.test(address)) faults.email = texts.emailWrong;
  return faults;
}

function faultsToldBy(error: unknown, texts: Texts): Faults {
  const fields = error instanceof Refused ? error.fields : {};
  const topic = fields["fields.topic"] ? texts.topicMissing : undefined;
  if (!fields.name && !fields.email && !topic) return { all: texts.notSaved };
  return { name: fields.name, email: fields.email ? texts.emailWrong : undefined, topic };
}
