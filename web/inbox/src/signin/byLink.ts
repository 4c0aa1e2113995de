import { ApiError } from "../api/http";
import type { TextKey } from "../texts/i18n";

/** The pages that open without signing in, by their address. */
export type DoorName = "forgot" | "reset" | "invite";

export const doorAt = (pathname: string): DoorName | null =>
  (["forgot", "reset", "invite"] as const).find((name) => pathname === `/${name}`) ?? null;

/** What stands behind the # of the address: it went to no server yet. */
export const tokenHere = (): string => window.location.hash.slice(1);

/** Signed in now: a fresh page, without the secret in its address. */
export function enter(): void {
  window.location.replace("/");
}

const WORDS: Record<string, TextKey> = {
  link_unknown: "link.unknown",
  link_expired: "link.expired",
  link_used: "link.used",
  link_replaced: "link.replaced",
  link_revoked: "link.revoked",
  email_taken: "link.taken",
};

/** Why a link opens nothing, if that is what an error says. */
export const linkTrouble = (error: unknown): TextKey | null =>
  error instanceof ApiError ? (WORDS[error.error] ?? null) : null;
