import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import "@mantine/core/styles/Tooltip.layer.css";

const AFTER = 400;

interface Tip {
  target: HTMLElement;
  words: string;
  keys: string | null;
  side: "top" | "right" | "bottom";
}

function tipOf(target: EventTarget | null): Tip | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
  const { tip, tipKeys = null, tipSide } = element?.dataset ?? {};
  if (!element || !tip) return cutText(target);
  if (element.ariaExpanded === "true") return null;
  const side = tipSide === "right" || tipSide === "top" ? tipSide : "bottom";
  return { target: element, words: tip, keys: tipKeys, side };
}

/** Words for which there was no room are read whole; those of a list's row by opening it. */
function cutText(target: EventTarget | null): Tip | null {
  const text = target instanceof Element ? target.closest<HTMLElement>(".ell") : null;
  if (!text || text.scrollWidth <= text.clientWidth) return null;
  if (text.closest("[title], [data-tip], [data-chat]")) return null;
  return { target: text, words: text.textContent ?? "", keys: null, side: "bottom" };
}

/** One tooltip for everything that carries data-tip, with the key that does the same, and for what is cut off. */
export function TipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const show = (event: Event) => {
      clearTimeout(timer);
      const found = tipOf(event.target);
      if (!found) return setTip(null);
      const byKeyboard = event.type === "focusin";
      if (byKeyboard && !found.target.matches(":focus-visible")) return;
      timer = setTimeout(() => setTip(found), byKeyboard ? 0 : AFTER);
    };
    const hide = () => {
      clearTimeout(timer);
      setTip(null);
    };
    const shows = ["pointerover", "focusin"] as const;
    const hides = ["pointerdown", "focusout", "keydown", "scroll"] as const;
    for (const name of shows) document.addEventListener(name, show);
    for (const name of hides) document.addEventListener(name, hide, true);
    return () => {
      clearTimeout(timer);
      for (const name of shows) document.removeEventListener(name, show);
      for (const name of hides) document.removeEventListener(name, hide, true);
    };
  }, []);
  if (!tip?.target.isConnected) return null;
  return (
    <Tooltip
      target={tip.target}
      opened
      position={tip.side}
      transitionProps={{ duration: 0 }}
      zIndex={300}
      label={
        <>
          {tip.words}
          {tip.keys && <span className="tip-key">{tip.keys}</span>}
        </>
      }
    />
  );
}
