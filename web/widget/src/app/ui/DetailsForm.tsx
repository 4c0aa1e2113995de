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
  const { asks, onCancel } = props;
  const { said, faults, busy, say, submit } = useIntroduction(props, form);
  const aside = (wish: Wish) => (wish === "optional" ? texts.optional : undefined);
  const field = (id: "name" | "email" | "message") =>
    asks[id] && (
      <Field
        id={id}
        label={texts[id]}
        aside={aside(asks[id])}
        value={said[id]}
        fault={faults[id]}
        onInput={say(id)}
      />
    );
  useEffect(() => {
    if (onCancel) form.current?.querySelector("input")?.focus();
  }, [onCancel]);
  return (
    <form
      class="card details"
      ref={form}
      noValidate
      onKeyDown={(event) => {
        if (!onCancel || event.key !== "Escape") return;
        // Leaves the form, not the chat.
        event.stopPropagation();
        onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{props.title}</h2>
      {props.hint && <p class="soft">{props.hint}</p>}
      {field("name")}
      {field("email")}
      {asks.topic && asks.topics && (
        <TopicField
          topics={asks.topics}
          aside={aside(asks.topic)}
          value={said.topic}
          fault={faults.topic}
          onInput={say("topic")}
        />
      )}
      {field("message")}
      {faults.all && (
        <p class="complaint" role="alert">
          {faults.all}
        </p>
      )}
      <div class="acts">
        {onCancel && (
          <button type="button" class="button" onClick={onCancel}>
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
