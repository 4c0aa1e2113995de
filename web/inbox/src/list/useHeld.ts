import { useMemo, useState } from "react";

/** Whether a hand is in the list: the pointer over it, or the keyboard's focus inside. */
export function useHeld() {
  const [pointer, setPointer] = useState(false);
  const [keys, setKeys] = useState(false);
  const hands = useMemo(
    () => ({
      // A finger leaves no pointer behind: it holds the list only while it is down.
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onPointerCancel: () => setPointer(false),
      onFocus: (event: React.FocusEvent) => setKeys(event.target.matches(":focus-visible")),
      onBlur: () => setKeys(false),
    }),
    [],
  );
  return { held: pointer || keys, hands };
}
