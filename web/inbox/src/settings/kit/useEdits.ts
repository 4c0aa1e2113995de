import { useRef, useState } from "react";
import { ApiError } from "../../api/http";
import { refusalText, said } from "../../app/refusals";
import { t } from "../../texts/i18n";

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
  /** True when it was stored. What is written meanwhile stays unsaved. */
  save: () => Promise<boolean>;
  /** Whether there is something unsaved by now. */
  isTouched: () => boolean;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The edits that were made since `sent` was on its way. */
export function unsent<T extends object>(edits: Partial<T>, sent: Partial<T>): Partial<T> {
  const names = Object.keys(edits) as (keyof T)[];
  const later = names.filter((name) => !(name in sent) || !same(edits[name], sent[name]));
  return Object.fromEntries(later.map((name) => [name, edits[name]])) as Partial<T>;
}

/** What a form holds over the stored object. `store` gets the changed fields alone. */
export function useEdits<T extends object>(
  stored: T,
  store: (changes: Partial<T>) => Promise<unknown>,
): Edits<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  // Also for what goes on while the screen is drawn anew.
  const latest = useRef(edits);
  const put = (next: Partial<T>) => {
    latest.current = next;
    setEdits(next);
  };
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const names = Object.keys(edits) as (keyof T & string)[];
  const changed = names.filter((name) => !same(edits[name], stored[name]));
  return {
    values: { ...stored, ...edits },
    set: (name, value) => {
      put({ ...latest.current, [name]: value });
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
      put({});
      setErrors({});
    },
    save: async () => {
      setSaving(true);
      setErrors({});
      try {
        const sent = latest.current;
        const told = changed.filter((name) => name in sent).map((name) => [name, sent[name]]);
        await store(Object.fromEntries(told) as Partial<T>);
        put(unsent(latest.current, sent));
        return true;
      } catch (error) {
        setErrors(fieldErrors(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
    isTouched: () => Object.keys(latest.current).length > 0,
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
