import { useEffect, useRef } from "preact/hooks";
import type { Visitor } from "../wire";
import { useAround } from "./context";
import { Field } from "./Field";
import { TopicField } from "./TopicField";
import { type Asks, useIntroduction, type Wish } from "./useIntroduction";

interface Props {
  visitor: Visitor;
  asks: Asks;
  title: string;
  hint?: string;
  action: string;
  onDone(): void;
  /** When there is a way out without saving: the first field has the keyboard, Esc leaves. */
  onCancel?: () => void;
}

/** Who the visitor is: before the chat when the channel asks, outside the hours, and from the menu. */
export function DetailsForm(props: Props) {
  const { texts } = useAround();
  const form = useRef<HTMLFormElement>(null);
  const { asks } = props;
  const { said, faults, busy, say, submit } = useIntroduction(props, form);
  const aside = (wish: Wish) => (wish === "optional" ? texts.optional : undefined);
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
      {asks.name && (
        <Field
          id="name"
          label={texts.name}
          aside={aside(asks.name)}
          value={said.name}
          fault={faults.name}
          onInput={say("name")}
        />
      )}
      {asks.email && (
        <Field
          id="email"
          label={texts.email}
          aside={aside(asks.email)}
          value={said.email}
          fault={faults.email}
          onInput={say("email")}
        />
      )}
      {asks.topic && asks.topics && (
        <TopicField
          topics={asks.topics}
          aside={aside(asks.topic)}
          value={said.topic}
          fault={faults.topic}
          onInput={say("topic")}
        />
      )}
      {asks.message && (
        <Field
          id="message"
          label={texts.message}
          value={said.message}
          fault={faults.message}
          onInput={say("message")}
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
