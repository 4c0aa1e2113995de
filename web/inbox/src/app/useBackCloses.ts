import { useEffect, useRef } from "react";

/**
 * On a phone the way back leads out of what lies over the screen first. The step has the address
 * of the screen below, so nothing is drawn anew.
 */
export function useBackCloses(active: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!active) return;
    window.history.pushState({ ...window.history.state, over: true }, "");
    let gone = false;
    const onPop = () => {
      gone = true;
      close.current();
    };
    window.addEventListener("popstate", onPop);
    return () => {
      window.removeEventListener("popstate", onPop);
      // Closed by other means: the step is taken back, unless one has gone on from here.
      if (!gone && window.history.state?.over) window.history.back();
    };
  }, [active]);
}
