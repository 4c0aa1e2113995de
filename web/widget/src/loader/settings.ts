/** What the script tag says. Only `data-channel` is needed; the rest saves the first look a guess. */
export interface Settings {
  hub: string;
  channelId: string;
  /** CSS colour of the launcher until the app has told the channel's own. */
  color: string | null;
  /** Null: as the channel's settings say. */
  side: "left" | "right" | null;
  language: "en" | "id";
}

export function readSettings(script: HTMLScriptElement | null, page: Document): Settings | null {
  const tag = script?.dataset.channel
    ? script
    : page.querySelector<HTMLScriptElement>('script[data-channel][src*="widget.js"]');
  const channelId = tag?.dataset.channel?.trim();
  if (!tag || !channelId) return null;
  return {
    hub: new URL(tag.src, page.baseURI).origin,
    channelId,
    color: tag.dataset.color ?? null,
    side: sideOf(tag.dataset.side),
    language: languageOf(tag.dataset.language ?? navigator.language),
  };
}

function sideOf(tag: string | undefined): Settings["side"] {
  return tag === "left" || tag === "right" ? tag : null;
}

export function languageOf(tag: string | undefined): "en" | "id" {
  const code = (tag ?? "").slice(0, 2).toLowerCase();
  return code === "id" || code === "ms" || code === "in" ? "id" : "en";
}
