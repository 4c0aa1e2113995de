import { useState } from "react";
import { ApiError } from "../../api/http";
import { refusalText } from "../../app/refusals";
import { t } from "../../texts/i18n";
import { said } from "./serverWords";

/** Refusals by the name of the field; what belongs to no field stands under "". */
export type FieldErrors = Record<string, string>;

export interface Edits<T> {
  /** What is stored, with what was changed here laid over it. */
  values: T;
  set: <K extends keyof T>(name: K, value: T[K]) => void;
  /** The names of the fields that differ from what is stored. */
  changed: (keyof T & string)[];
  errors: FieldErrors;
  saving: boolean;
  discard: () => void;
  /** True when it was stored. */
  save: () => Promise<boolean>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a form holds over the stored object. `store` gets the changed fields alone. */
export function useEdits<T extends object>(
  stored: T,
  store: (changes: Partial<T>) => Promise<unknown>,
): Edits<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const names = Object.keys(edits) as (keyof T & string)[];
  const changed = names.filter((name) => !same(edits[name], stored[name]));
  return {
    values: { ...stored, ...edits },
    set: (name, value) => {
      setEdits((now) => ({ ...now, [name]: value }));
      // Its own refusal, and those of its parts ("hours.0.end"), have been answered.
      setErrors((now) =>
        Object.fromEntries(
          Object.entries(now).filter(
            ([each]) => each && each !== name && !each.startsWith(`${String(name)}.`),
          ),
        ),
      );
    },
    changed,
    errors,
    saving,
    discard: () => {
      setEdits({});
      setErrors({});
    },
    save: async () => {
      setSaving(true);
      setErrors({});
      try {
        const changes = Object.fromEntries(changed.map((name) => [name, edits[name]]));
        await store(changes as Partial<T>);
        setEdits({});
        return true;
      } catch (error) {
        setErrors(fieldErrors(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
  };
}

/** A field of the hub by the name it has here. */
const onWire = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A refusal as the form shows it. */
export function fieldErrors(error: unknown): FieldErrors {
  const fields = error instanceof ApiError ? (error.body.fields as FieldErrors | undefined) : null;
  if (fields && Object.keys(fields).length > 0) {
    return Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, said(words)]));
  }
  if (error instanceof ApiError && error.error === "settings_overtaken") {
    const words = t("settings.overtaken", { by: String(error.body.by) });
    const changed = error.body.changed as string[];
    return Object.fromEntries(changed.map((name) => [onWire(name), words]));
  }
  return { "": refusalText(error) };
}
