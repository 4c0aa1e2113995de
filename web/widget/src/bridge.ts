/**
 * What the loader on the host page and the app in the frame say to each other by postMessage.
 * Both sides check origin and source; the mark only keeps other people's messages out of the way.
 */

export const MARK = "simpul";

export interface Person {
  name?: string;
  email?: string;
  phone?: string;
}

/** How the launcher should look and speak, told by the app once it knows its channel. */
export interface Dress {
  brand: string;
  onBrand: string;
  language: string;
  side: "left" | "right";
}

/** What the settings page tries on. */
export interface PreviewLook {
  name: string;
  appearance: {
    brandColor?: string;
    welcome?: Partial<Record<"en" | "id", string>>;
    askName?: boolean;
    askEmail?: boolean;
    askTopic?: boolean;
    offlineForm?: boolean;
  };
  /** Which face: what comes first, the chat after the form, or outside the hours. */
  face: "welcome" | "chat" | "closed";
}

/** All that a frame without storage may leave with the host page. */
export const LENT = ["token", "outbox", "draft", "introduced", "language"] as const;

export type Lent = Partial<Record<(typeof LENT)[number], string>>;

export type ToApp =
  | { kind: "shown" }
  | { kind: "hidden" }
  | { kind: "identify"; person: Person }
  /** Settings that are not saved yet, to be shown as if they were; heard from the hub's own page alone. */
  | { kind: "preview"; look: PreviewLook }
  /** The answer to `recall`, before anything else is said. */
  | { kind: "kept"; kept: Lent };

export type ToHost =
  | { kind: "alive" }
  | { kind: "close" }
  /** The browser refuses this frame its storage: what did an earlier page leave with the host? */
  | { kind: "recall" }
  /** To be kept by the host page for the next `recall`; null forgets it. */
  | { kind: "keep"; name: string; text: string | null }
  /** `count`: messages of staff that the visitor has not read. */
  | { kind: "unread"; count: number }
  /** A visit exists, so the next page of this site may load the app by itself. */
  | { kind: "known"; known: boolean }
  | { kind: "dress"; dress: Dress }
  /** Handed on to whoever called `Simpul.on(name, ...)`. */
  | { kind: "event"; name: string; detail?: unknown };

export type Marked<T> = T & { mark: typeof MARK };

export function marked<T extends object>(message: T): Marked<T> {
  return { ...message, mark: MARK };
}

export function isMarked(data: unknown): data is Marked<{ kind: string }> {
  return typeof data === "object" && data !== null && (data as { mark?: unknown }).mark === MARK;
}
