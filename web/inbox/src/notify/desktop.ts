import { count } from "./sounds";

export type Permission = "granted" | "denied" | "default" | "missing";

/** What the browser lets us show; missing where it has no such thing, as on a plain http address. */
export const permission = (): Permission =>
  "Notification" in window && window.isSecureContext ? Notification.permission : "missing";

export async function askPermission(): Promise<Permission> {
  if (permission() !== "default") return permission();
  return Notification.requestPermission();
}

interface Shown {
  title: string;
  body: string;
  /** One of the same tag takes its place. */
  tag: string;
  onOpen: () => void;
}

/** Puts a notification on the desktop; false where the browser does not let us. */
export function showOnDesktop({ title, body, tag, onOpen }: Shown): boolean {
  if (permission() !== "granted") return false;
  try {
    // The sound is our own, or none.
    const shown = new Notification(title, { body, tag, icon: "/icon-192.png", silent: true });
    shown.onclick = () => {
      shown.close();
      window.focus();
      onOpen();
    };
  } catch {
    // Phones know notifications only from service workers.
    return false;
  }
  count("desktops");
  return true;
}
