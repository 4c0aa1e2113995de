import { useEffect, useRef, useState } from "react";
import type { Message } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";

/** The tokens that the page of a mail asks for by name. */
const TOKENS = ["--text", "--text-2", "--muted", "--line", "--sunken", "--link", "--focus"];

/** How high each mail was when it was last shown: so that nothing jumps when it is shown again. */
const heights = new Map<string, number>();

/** Our typeface, as the style sheets here name it. */
function typeface(): string {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule) || !/Inter/.test(rule.cssText)) continue;
      const base = sheet.href ?? document.baseURI;
      return rule.cssText.replace(/url\("?([^")]+)"?\)/g, (_, url) => `url(${new URL(url, base)})`);
    }
  }
  return "";
}

function dress(page: Document): void {
  const ours = getComputedStyle(document.documentElement);
  const theirs = page.documentElement.style;
  for (const name of TOKENS) theirs.setProperty(name, ours.getPropertyValue(name));
  theirs.colorScheme = document.documentElement.dataset.theme ?? "light";
}

interface Props {
  message: Message;
  pictures: boolean;
  title: string;
}

/** The formatted text in a frame where nothing runs; as high as it is long, in our colours. */
export function MailFrame({ message, pictures, title }: Props) {
  const { lang } = useTexts();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(heights.get(message.id) ?? 48);
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    if (!loaded) return;
    const page = frame.current?.contentDocument;
    if (!page?.body) return;
    dress(page);
    const style = page.createElement("style");
    style.textContent = typeface();
    page.head.append(style);
    const measure = () => {
      const tall = Math.ceil(page.documentElement.getBoundingClientRect().height) + 2;
      const wide = page.documentElement.scrollWidth > page.documentElement.clientWidth;
      const next = tall + (wide ? 16 : 0);
      heights.set(message.id, next);
      setHeight(next);
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(page.documentElement);
    const themes = new MutationObserver(() => dress(page));
    themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
    };
  }, [loaded, message.id]);
  const query = new URLSearchParams({ language: lang, ...(pictures ? { pictures: "true" } : {}) });
  return (
    <iframe
      ref={frame}
      className="mail-frame"
      data-loaded={loaded ? "" : undefined}
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      src={`/api/v1/conversations/${message.conversationId}/messages/${message.id}/mail?${query}`}
      style={{ height }}
      onLoad={() => setLoaded(true)}
    />
  );
}
