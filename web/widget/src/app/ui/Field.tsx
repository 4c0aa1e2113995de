interface Props {
  /** Also what browsers fill it in from. */
  id: "name" | "email";
  label: string;
  aside?: string;
  value: string;
  fault?: string;
  onInput(value: string): void;
}

/** Label above, error below in words. */
export function Field({ id, label, aside, value, fault, onInput }: Props) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {aside && <span class="soft"> ({aside})</span>}
      </label>
      <input
        id={id}
        name={id}
        type="text"
        inputMode={id === "email" ? "email" : "text"}
        autocapitalize={id === "email" ? "none" : "words"}
        autocomplete={id}
        value={value}
        maxLength={200}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {fault && (
        <p class="complaint" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
