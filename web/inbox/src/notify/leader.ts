/** Of several tabs one makes the sounds and the desktop notifications. */
const LOCK = "simpul.alerts";
const IN_VIEW = "simpul.inView";
const own = `${Date.now()}-${Math.random()}`;

let leading = false;

export const isLeading = (): boolean => leading;

function lead(on: boolean): void {
  leading = on;
  document.documentElement.dataset.alerts = on ? "leader" : "follower";
}

/**
 * The browser gives the lock to one tab, and to the next when that one is closed. Where there are
 * no locks (a plain http address) the tab that was last used leads.
 */
export function stand(): void {
  lead(false);
  if (navigator.locks) {
    void navigator.locks.request(LOCK, () => {
      lead(true);
      return new Promise<void>(() => {});
    });
    return;
  }
  const take = () => localStorage.setItem(LOCK, own);
  const look = () => lead(localStorage.getItem(LOCK) === own);
  const takeIfFree = () => {
    if (!localStorage.getItem(LOCK)) take();
    look();
  };
  window.addEventListener("focus", () => {
    take();
    look();
  });
  window.addEventListener("storage", takeIfFree);
  window.addEventListener("pagehide", () => {
    if (leading) localStorage.removeItem(LOCK);
  });
  if (document.hasFocus()) take();
  takeIfFree();
}

/** Whether this tab is the one that is looked at. */
export const isLookedAt = (): boolean =>
  document.visibilityState === "visible" && document.hasFocus();

/** Says to all tabs which conversation is before somebody's eyes, while this tab has the focus. */
export function sayInView(chat: string | null): void {
  if (isLookedAt()) localStorage.setItem(IN_VIEW, JSON.stringify({ by: own, chat }));
  else if (viewer().by === own) localStorage.removeItem(IN_VIEW);
}

function viewer(): { by?: string; chat?: string | null } {
  try {
    return JSON.parse(localStorage.getItem(IN_VIEW) ?? "{}");
  } catch {
    return {};
  }
}

/** Whether somebody looks at this conversation, in whatever tab. */
export const isInView = (chat: string | null | undefined): boolean =>
  !!chat && viewer().chat === chat;
