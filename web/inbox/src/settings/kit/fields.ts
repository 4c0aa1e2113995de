import type { Edits } from "./useEdits";

/** The id of a field's control, by which the summary of errors leads to it. */
export const fieldId = (name: string): string => `field-${name.replaceAll(".", "-")}`;

/** Id, value, refusal and change of one field, as Mantine's inputs take them. */
export function bind<T, K extends keyof T & string>(edits: Edits<T>, name: K) {
  return {
    id: fieldId(name),
    value: edits.values[name],
    error: edits.errors[name],
    onChange: (value: T[K]) => edits.set(name, value),
  };
}

/** The same for inputs that hand over the browser's own event. */
export function bindText<T, K extends keyof T & string>(edits: Edits<T>, name: K) {
  return {
    id: fieldId(name),
    value: edits.values[name] as string,
    error: edits.errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      edits.set(name, event.currentTarget.value as T[K]),
  };
}

/** The same for switches and boxes. */
export function bindTick<T, K extends keyof T & string>(edits: Edits<T>, name: K) {
  return {
    id: fieldId(name),
    checked: edits.values[name] as boolean,
    error: edits.errors[name],
    onChange: (event: { currentTarget: { checked: boolean } }) =>
      edits.set(name, event.currentTarget.checked as T[K]),
  };
}
