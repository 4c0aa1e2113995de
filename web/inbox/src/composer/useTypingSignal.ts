import { useCallback, useEffect, useRef } from "react";
import { session } from "../live/live";
import type { Mode } from "./drafts";

/** Repeated while one writes, in milliseconds; the other side forgets after twice that. */
const REPEAT = 3_000;
const IDLE = 4_000;

/** Tells the other side and colleagues that one writes; and that one has stopped. */
export function useTypingSignal(conversationId: string, kind: Mode) {
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const stop = useCallback(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    if (last.current) session.signal("typing", { conversationId, on: false, kind });
    last.current = 0;
  }, [conversationId, kind]);

  const wrote = useCallback(() => {
    const now = Date.now();
    if (now - last.current > REPEAT) {
      last.current = now;
      session.signal("typing", { conversationId, on: true, kind });
    }
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(stop, IDLE);
  }, [conversationId, kind, stop]);

  useEffect(() => stop, [stop]);
  return { wrote, stop };
}
