import { useEffect, useMemo, useState } from "preact/hooks";
import type { Chat } from "../chat";
import type { Keep } from "../keep";
import { type Theme, wear, wishedTheme } from "../look/brand";
import { formatsOf } from "../text/formats";
import { pickLanguage, TEXTS } from "../text/language";
import type { Language } from "../wire";
import { Around, useSettled, useStore } from "./context";
import { Panel } from "./Panel";
import { Skeleton } from "./Skeleton";
import { Trouble } from "./Trouble";

/** Language, theme and brand around whichever screen the state asks for. */
export function App({ chat, keep, framed }: { chat: Chat; keep: Keep; framed: boolean }) {
  const state = useStore(chat.store);
  const [chosen, setChosen] = useState(() => keep.read<Language>("language"));
  const language = pickLanguage(chosen, navigator.languages, state.channel);
  const brand = state.channel?.appearance.brandColor ?? keep.read<string>("brand");
  useDress(brand, language);
  const slow = useSettled(state.phase === "opening", 150);

  const around = useMemo(() => {
    const texts = TEXTS[language];
    const speak = (wish: Language) => {
      keep.write("language", wish);
      setChosen(wish);
      void chat.speak();
    };
    return { chat, texts, formats: formatsOf(language, texts), language, speak, framed };
  }, [chat, keep, language, framed]);

  const { phase, channel, visitor } = state;
  return (
    <Around.Provider value={around}>
      {channel && visitor && phase !== "refused" ? (
        <Panel state={state} channel={channel} visitor={visitor} />
      ) : phase === "refused" || phase === "unreachable" ? (
        <Trouble refused={phase === "refused"} />
      ) : (
        slow && <Skeleton branded={brand !== null} />
      )}
    </Around.Provider>
  );
}

function useDress(brand: string | null, language: Language): void {
  const [theme, setTheme] = useState<Theme>(wishedTheme);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setTheme(wishedTheme());
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    wear(document.documentElement, brand, theme);
  }, [brand, theme, language]);
}
