/** Where the app runs: `/widget/{channelId}?origin=<the page around it>`. */
export interface Whereabouts {
  channelId: string;
  /** Origin of the host page, or null when the app is a page of its own. */
  hostOrigin: string | null;
  /** Out of the link in a mail that continues a chat here: it works once. */
  resume: string | null;
}

interface Place {
  pathname: string;
  search: string;
  hash?: string;
}

export function whereabouts(place: Place): Whereabouts {
  const segments = place.pathname.split("/").filter(Boolean);
  const channelId = decodeURIComponent(segments[segments.length - 1] ?? "");
  const hostOrigin = originOf(new URLSearchParams(place.search).get("origin"));
  const secret = (place.hash ?? "").slice(1);
  return { channelId, hostOrigin, resume: /^[\w.-]{40,200}$/.test(secret) ? secret : null };
}

function originOf(text: string | null): string | null {
  try {
    const url = new URL(text ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url.origin : null;
  } catch {
    return null;
  }
}
