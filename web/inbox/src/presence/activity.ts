import { session } from "../live/live";

/** So often, at most, this tab says that somebody is at it. */
const EVERY = 30_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;

let saidAt = 0;

function say(): void {
  const now = Date.now();
  if (now - saidAt < EVERY || session.getStatus().state !== "live") return;
  saidAt = now;
  session.signal("activity", {});
}

/** Tells the hub that somebody is here, for the automatic away: over all tabs and devices the hub counts. */
export function watchActivity(): void {
  for (const name of SIGNS) window.addEventListener(name, say, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) say();
  });
}
