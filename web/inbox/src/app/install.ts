import { useSyncExternalStore } from "react";

/** What Chromium offers where a page can be installed; other browsers have it in their own menus. */
interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();

function put(next: InstallOffer | null): void {
  offer = next;
  for (const listener of listeners) listener();
}

/** The offer comes once, early: it is kept until somebody wants it. */
export function keepInstallOffer(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    put(event as InstallOffer);
  });
  window.addEventListener("appinstalled", () => put(null));
}

export const useInstallable = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offer !== null,
  );

export async function install(): Promise<void> {
  const kept = offer;
  // It can be used once only.
  put(null);
  await kept?.prompt();
}
