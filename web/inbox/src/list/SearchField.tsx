import { useEffect, useRef, useState } from "react";
import { hearIntent } from "../app/intents";
import { NOTHING } from "../app/looking";
import { go, usePlace } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** Time in which the next letter is waited for, in milliseconds. */
const PAUSE = 250;

/** Above the list: words that are looked for. Escape empties it. */
export function SearchField() {
  const { t } = useTexts();
  const { tab, looking } = usePlace();
  const [text, setText] = useState(looking.q);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(looking.q);

  // Somebody else changed it: Back, a link, "Clear".
  useEffect(() => {
    if (looking.q === asked.current) return;
    asked.current = looking.q;
    setText(looking.q);
  }, [looking.q]);

  useEffect(() => {
    if (text === asked.current) return;
    const timer = setTimeout(() => ask(text), PAUSE);
    return () => clearTimeout(timer);
  });

  useEffect(
    () =>
      hearIntent("search.focus", () => {
        go({ chat: window.matchMedia("(max-width: 639px)").matches ? null : undefined });
        field.current?.focus();
        field.current?.select();
      }),
    [],
  );

  /** The first word of a search looks everywhere; each letter replaces the step before. */
  const ask = (q: string) => {
    const began = asked.current === "" && q.trim() !== "" && tab === "mine";
    const replace = asked.current !== "";
    asked.current = q;
    go({ looking: { ...looking, q }, ...(began && { tab: "all" }) }, { replace });
  };

  return (
    <div className="search">
      <Icon name="search" size={16} />
      <input
        ref={field}
        type="search"
        value={text}
        maxLength={200}
        placeholder={t("search.placeholder")}
        aria-label={t("search.placeholder")}
        autoComplete="off"
        enterKeyHint="search"
        data-testid="search"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") ask(text);
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (!text) field.current?.blur();
          setText("");
          if (looking.q) ask("");
        }}
      />
      {text && (
        <button
          type="button"
          className="ib ib-s"
          aria-label={t("search.clear")}
          onClick={() => {
            asked.current = "";
            setText("");
            go({ looking: { ...looking, q: NOTHING.q } });
            field.current?.focus();
          }}
        >
          <Icon name="x" size={16} />
        </button>
      )}
    </div>
  );
}
