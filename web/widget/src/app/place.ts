/** Where the app runs: `/widget/{channelId}?origin=<the page around it>`. */
export interface Whereabouts {
  channelId: string;
  /** Origin of the host page, or null when the app is a page of its own. */
  hostOrigin: string | null;
}

export function whereabouts(place: { pathname: string; search: string }): Whereabouts {
  const segments = place.pathname.split("/").filter(Boolean);
  const channelId = decodeURIComponent(segments[segments.length - 1] ?? "");
  return { channelId, hostOrigin: originOf(new URLSearchParams(place.search).get("origin")) };
}

function originOf(text: string | null): string | null {
  try {
    const url = new URL(text ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url.origin : null;
  } catch {
    return null;
  }
}
