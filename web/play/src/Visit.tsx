/** On live chat the customer's side is our own widget: it stands on this page as on any site. */
import { useEffect } from "preact/hooks";
import { Icon } from "./icons";
import type { Texts } from "./texts";

interface Widget {
  open(): void;
}

type Page = Window & { Simpul?: Widget };

const widget = () => (window as Page).Simpul;

/** One widget a page: another channel begins with a fresh one, and so does leaving. */
let shown: string | null = null;

function embed(channelId: string, language: string): void {
  shown = channelId;
  const script = document.createElement("script");
  script.src = "/widget.js";
  script.async = true;
  script.dataset.channel = channelId;
  script.dataset.language = language;
  addEventListener("simpul:ready", () => widget()?.open(), { once: true });
  document.head.append(script);
}

interface Props {
  channelId: string;
  name: string;
  t: Texts;
  language: string;
}

export function Visit({ channelId, name, t, language }: Props) {
  useEffect(() => {
    if (shown === null) embed(channelId, language);
    else if (shown !== channelId) location.reload();
    return () => {
      // The page is left for a customer of another channel: the visitor is gone with his widget.
      setTimeout(() => {
        if (!location.hash.startsWith("#visit/")) location.reload();
      });
    };
  }, [channelId]);
  return (
    <main class="nothing" aria-label={name}>
      <a class="square only-small" href="#all" aria-label={t.back}>
        <Icon name="back" />
      </a>
      <h2>
        {t.visit}: {name}
      </h2>
      <p class="muted">{t.visitMore}</p>
      <button type="button" class="main" onClick={() => widget()?.open()}>
        {t.visitOpen}
      </button>
    </main>
  );
}
