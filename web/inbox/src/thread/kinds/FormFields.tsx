import { fieldsOfForm } from "./figures";

/** The answers of a filled-in form, by question. */
export function FormFields({ payload }: { payload: string | null | undefined }) {
  const fields = fieldsOfForm(payload);
  if (!fields?.length) return null;
  return (
    <dl className="form-fields">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt className="meta muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
