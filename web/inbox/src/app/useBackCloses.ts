import { useEffect, useRef } from "react";
import { layOver } from "./layers";

/** On a phone the way back leads out of what lies over the screen first. */
export function useBackCloses(active: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => (active ? layOver(() => close.current()) : undefined), [active]);
}
