/** Forms by which somebody new comes in: a customer, a group, or a person in a group. */
import { useState } from "preact/hooks";
import * as api from "./api";
import { chatHash } from "./place";
import type { Texts } from "./texts";

interface Field {
  label: string;
  usual?: string;
}

interface FormProps {
  fields: [Field, ...Field[]];
  t: Texts;
  onAdd: (values: string[]) => Promise<void>;
  onDone: () => void;
}

export function AddForm({ fields, t, onAdd, onDone }: FormProps) {
  const [values, setValues] = useState(fields.map(({ usual }) => usual ?? ""));
  const [refusal, setRefusal] = useState("");
  const add = async (event: Event) => {
    event.preventDefault();
    try {
      await onAdd(values.map((value) => value.trim()));
      onDone();
    } catch (error) {
      setRefusal(error instanceof api.Refused ? error.message : t.offline);
    }
  };
  return (
    <form class="newcomer" onSubmit={add}>
      {fields.map(({ label }, place) => (
        <label key={label}>
          <span>{label}</span>
          <input
            value={values[place]}
            maxLength={place === 0 ? 60 : 400}
            required
            // biome-ignore lint/a11y/noAutofocus: asked for a moment ago, by the button above it
            autoFocus={place === 0}
            onInput={({ currentTarget }) =>
              setValues(values.map((value, at) => (at === place ? currentTarget.value : value)))
            }
          />
        </label>
      ))}
      {refusal && <p class="refusal">{refusal}</p>}
      <div class="buttons">
        <button type="submit" class="main" disabled={values.some((value) => !value.trim())}>
          {t.add}
        </button>
        <button type="button" class="quiet" onClick={onDone}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}

interface Props {
  side: api.Side;
  t: Texts;
  onDone: () => void;
}

export function Newcomer({ side, t, onDone }: Props) {
  const add = async ([name = ""]: string[]) => {
    const made = await api.meet(side.id, name);
    location.hash = chatHash(side.id, made.person.id);
  };
  return <AddForm fields={[{ label: t.newName }]} t={t} onAdd={add} onDone={onDone} />;
}

export function NewGroup({ side, t, onDone }: Props) {
  const add = async ([name = "", people = ""]: string[]) => {
    const names = people.split(",").map((each) => each.trim());
    const made = await api.found(
      side.id,
      name,
      names.filter((each) => each),
    );
    location.hash = chatHash(side.id, made.person.id);
  };
  const fields: [Field, Field] = [
    { label: t.groupName },
    { label: t.groupPeople, usual: t.somePeople },
  ];
  return <AddForm fields={fields} t={t} onAdd={add} onDone={onDone} />;
}
