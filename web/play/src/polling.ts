/** Asks again and again while the page is seen; everything is on this machine. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface Polled<T> {
  value: T | null;
  failed: boolean;
  /** Takes what an act has answered, until the next time. */
  set: (value: T) => void;
}

export function usePolled<T>(ask: (() => Promise<T>) | null, every: number): Polled<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failed, setFailed] = useState(false);
  const turn = useRef(0);

  useEffect(() => {
    setValue(null);
    if (!ask) return;
    let over = false;
    let timer = 0;
    const next = async () => {
      const mine = turn.current;
      try {
        const found = await ask();
        // What an act has answered meanwhile is newer.
        if (!over && mine === turn.current) setValue(found);
        if (!over) setFailed(false);
      } catch {
        if (!over) setFailed(true);
      }
      if (!over) timer = window.setTimeout(next, document.hidden ? every * 4 : every);
    };
    void next();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ask, every]);

  const set = useCallback((fresh: T) => {
    turn.current += 1;
    setValue(fresh);
  }, []);
  return { value, failed, set };
}
