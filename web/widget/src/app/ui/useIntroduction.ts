import { useState } from "preact/hooks";
import { Refused } from "../api";
import type { Texts } from "../text/en";
import type { Visitor } from "../wire";
import { useAround } from "./context";

export interface Faults {
  name?: string;
  email?: string;
  /** Of the whole form. */
  all?: string;
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

interface Asked {
  visitor: Visitor;
  askName: boolean;
  onDone(): void;
}

/** The form's state: checked here first, then by the hub, whose word on a field is shown there. */
export function useIntroduction(asked: Asked, form: { current: HTMLFormElement | null }) {
  const { chat, texts } = useAround();
  const [name, setName] = useState(asked.visitor.name ?? "");
  const [email, setEmail] = useState(asked.visitor.email ?? "");
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    const found = faultsOf({ name, email }, asked.askName, texts);
    setFaults(found);
    const first = found.name ? "#name" : found.email ? "#email" : null;
    if (first) {
      form.current?.querySelector<HTMLInputElement>(first)?.focus();
      return;
    }
    setBusy(true);
    try {
      await chat.introduce({ name, email });
      asked.onDone();
    } catch (error) {
      setFaults(faultsToldBy(error, texts));
    } finally {
      setBusy(false);
    }
  };
  return { name, email, faults, busy, setName, setEmail, submit };
}

function faultsOf(said: { name: string; email: string }, askName: boolean, texts: Texts): Faults {
  const address = said.email.trim();
  return {
    name: askName && said.name.trim() === "" ? texts.nameMissing : undefined,
    email: address !== "" && !ADDRESS.test(address) ? texts.emailWrong : undefined,
  };
}

function faultsToldBy(error: unknown, texts: Texts): Faults {
  const fields = error instanceof Refused ? error.fields : {};
  if (!fields.name && !fields.email) return { all: texts.notSaved };
  return { name: fields.name, email: fields.email ? texts.emailWrong : undefined };
}
