import { useEffect, useRef } from "preact/hooks";
import type { Visitor } from "../wire";
import { useAround } from "./context";
import { Field } from "./Field";
import { useIntroduction } from "./useIntroduction";

interface Props {
  visitor: Visitor;
  askName: boolean;
  askEmail: boolean;
  title: string;
  hint?: string;
  action: string;
  onDone(): void;
  /** When there is a way out without saving: the first field has the keyboard, Esc leaves. */
  onCancel?: () => void;
}

/** Who the visitor is: before the chat when the channel asks, and later from the menu. */
export function DetailsForm(props: Props) {
  const { texts } = useAround();
  const form = useRef<HTMLFormElement>(null);
  const { name, email, faults, busy, setName, setEmail, submit } = useIntroduction(props, form);
  useWayOut(form, props.onCancel);
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
        <Field id="name" label={texts.name} value={name} fault={faults.name} onInput={setName} />
      )}
      {props.askEmail && (
        <Field
          id="email"
          label={texts.email}
          aside={texts.optional}
          value={email}
          fault={faults.email}
          onInput={setEmail}
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

function useWayOut(form: { current: HTMLFormElement | null }, onCancel?: () => void): void {
  useEffect(() => {
    const around = form.current;
    if (!onCancel || !around) return;
    around.querySelector("input")?.focus();
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Leaves the form, not the chat.
      event.stopPropagation();
      onCancel();
    };
    around.addEventListener("keydown", leave);
    return () => around.removeEventListener("keydown", leave);
  }, [form, onCancel]);
}
