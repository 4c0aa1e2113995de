import { type SyntheticEvent, useState } from "react";

/** The one thing that a dialog is for, once at a time: it closes when that is done, and stays when it is not. */
export function useSubmit(act: () => Promise<boolean>, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const submit = async (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    if (await act()) onDone();
    else setBusy(false);
  };
  return { busy, submit };
}
