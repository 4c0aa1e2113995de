import type { State } from "../store/state";
import { useAround, useSettled } from "./context";
import { Icon } from "./Icon";

/** Truthful about the line: nothing while it is live, what is kept while it is not. */
export function Banner({ state }: { state: State }) {
  const { texts, formats } = useAround();
  const lost = useSettled(state.link === "lost", 1_500);
  const slow = useSettled(state.link === "connecting" && state.phase === "ready", 4_000);
  const waiting = state.outbox.filter((item) => item.state !== "failed").length;
  const shown = lost || slow;
  const since = lost && state.heardAt !== null ? formats.time(state.heardAt) : null;
  return (
    <div role="status">
      {state.linkEnded && (
        <p class="banner">
          <Icon name="offline" />
          <span>{texts.linkEnded}</span>
        </p>
      )}
      {shown && (
        <p class="banner">
          <Icon name="offline" />
          <span>
            {since ? texts.reconnecting(since) : texts.connecting}
            {waiting > 0 && ` ${texts.waitingOut(waiting)}`}
          </span>
        </p>
      )}
    </div>
  );
}
