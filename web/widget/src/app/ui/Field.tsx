import type { ComponentChildren, TargetedEvent } from "preact";

interface Props {
  /** Also what browsers fill it in from. */
  id: "name" | "email" | "message";
  label: string;
  aside?: string;
  value: string;
  fault?: string;
  onInput(value: string): void;
}

/** One line, or several for a message. */
export function Field({ id, label, aside, value, fault, onInput }: Props) {
  const same = {
    ...attributesOf(id, fault),
    value,
    onInput: (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onInput(event.currentTarget.value),
  };
  return (
    <Labelled id={id} label={label} aside={aside} fault={fault}>
      {id === "message" ? (
        <textarea {...same} rows={4} />
      ) : (
        <input
          {...same}
          type="text"
          inputMode={id === "email" ? "email" : "text"}
          autocapitalize={id === "email" ? "none" : "words"}
          autocomplete={id}
          maxLength={200}
        />
      )}
    </Labelled>
  );
}

export function attributesOf(id: string, fault?: string) {
  return {
    id,
    name: id,
    "aria-invalid": fault ? true : undefined,
    "aria-describedby": fault ? `${id}-fault` : undefined,
  };
}

interface LabelProps {
  id: string;
  label: string;
  aside?: string;
  fault?: string;
  children: ComponentChildren;
}

/** Label above, error below in words. */
export function Labelled({ id, label, aside, fault, children }: LabelProps) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {aside && <span class="soft"> ({aside})</span>}
      </label>
      {children}
      {fault && (
        <p class="complaint" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
