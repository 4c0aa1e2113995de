interface Props {
  id: string;
  label: string;
  aside?: string;
  type?: "text" | "email";
  value: string;
  fault?: string;
  autocomplete: "name" | "email";
  onInput(value: string): void;
}

/** Label above, error below in words. */
export function Field({
  id,
  label,
  aside,
  type = "text",
  value,
  fault,
  autocomplete,
  onInput,
}: Props) {
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
        inputMode={type}
        autocapitalize={type === "email" ? "none" : undefined}
        value={value}
        autocomplete={autocomplete}
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
