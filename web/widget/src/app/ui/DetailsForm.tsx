import { useEffect, useRef, useState } from "preact/hooks";
import { Refused } from "../api";
import type { Visitor } from "../wire";
import { useAround } from "./context";
import { Field } from "./Field";

interface Props {
  visitor: Visitor;
  askName: boolean;
  askEmail: boolean;
  title: string;
  hint?: string;
  action: string;
  onDone(): void;
  onCancel?: () => void;
}

type Faults = { name?: string; email?: string; all?: string };

/** Who the visitor is: before the chat when the channel asks, and later from the menu. */
export function DetailsForm(props: Props) {
  const { chat, texts } = useAround();
  const [name, setName] = useState(props.visitor.name ?? "");
  const [email, setEmail] = useState(props.visitor.email ?? "");
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const { onCancel } = props;
  useEffect(() => {
    if (!onCancel) return;
    form.current?.querySelector("input")?.focus();
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Leaves the form, not the chat.
      event.stopPropagation();
      onCancel();
    };
    const around = form.current;
    around?.addEventListener("keydown", leave);
    return () => around?.removeEventListener("keydown", leave);
  }, [onCancel]);

  const check = (): Faults => {
    const found: Faults = {};
    if (props.askName && name.trim() === "") found.name = texts.nameMissing;
    if (email.trim() !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email.trim())) {
      found.email = texts.emailWrong;
    }
    return found;
  };
  const submit = async () => {
    const found = check();
    setFaults(found);
    if (found.name || found.email) {
      form.current?.querySelector<HTMLInputElement>(found.name ? "#name" : "#email")?.focus();
      return;
    }
    setBusy(true);
    try {
      await chat.introduce({ name, email });
      props.onDone();
    } catch (error) {
      const fields = error instanceof Refused ? error.fields : {};
      const known = Boolean(fields.name || fields.email);
      const email = fields.email ? texts.emailWrong : undefined;
      setFaults({ name: fields.name, email, all: known ? undefined : texts.notSaved });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="card details"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{props.title}</h2>
      {props.hint && <p class="soft">{props.hint}</p>}
      {props.askName && (
        <Field
          id="name"
          label={texts.name}
          value={name}
          fault={faults.name}
          onInput={setName}
          autocomplete="name"
        />
      )}
      {props.askEmail && (
        <Field
          id="email"
          type="email"
          label={texts.email}
          aside={texts.optional}
          value={email}
          fault={faults.email}
          onInput={setEmail}
          autocomplete="email"
        />
      )}
      {faults.all && (
        <p class="complaint" role="alert">
          {faults.all}
        </p>
      )}
      <div class="acts">
        {props.onCancel && (
          <button type="button" class="button" onClick={props.onCancel}>
            {texts.cancel}
          </button>
        )}
        <button type="submit" class="button main" disabled={busy}>
          {props.action}
        </button>
      </div>
    </form>
  );
}
