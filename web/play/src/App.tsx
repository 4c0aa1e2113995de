/** Three panes: the customers by channel, one chat, and what may be so or go wrong. */
import { useState } from "preact/hooks";
import * as api from "./api";
import { ChatPane } from "./ChatPane";
import { Icon } from "./icons";
import { People } from "./People";
import { useWhere, type Where } from "./place";
import { usePolled } from "./polling";
import type { Texts } from "./texts";
import { Visit } from "./Visit";
import { useLanguage, useTheme } from "./wishes";

const WORLD_EVERY = 1500;

export function App() {
  const { t, language, change } = useLanguage();
  const switchTheme = useTheme();
  const where = useWhere();
  const world = usePolled(api.world, WORLD_EVERY);
  return (
    <div class="page" data-where={where.at}>
      <header class="top">
        <h1>{t.title}</h1>
        <a class="quiet" href="/" target="simpul-inbox" rel="noreferrer" aria-label={t.openInbox}>
          <Icon name="out" />
          <span class="long">{t.openInbox}</span>
          <span class="short">{t.inbox}</span>
        </a>
        <button type="button" class="quiet" onClick={change} title={t.languageLabel}>
          <span class="long">{t.language}</span>
          <span class="short">{language === "en" ? "ID" : "EN"}</span>
        </button>
        <button type="button" class="square" onClick={switchTheme} aria-label={t.theme}>
          <Icon name="theme" />
        </button>
      </header>
      {world.failed && (
        <p class="offline" role="status">
          {t.offline}
        </p>
      )}
      <div class="panes">
        <People world={world.value} where={where} t={t} language={language} />
        <Middle where={where} world={world} t={t} language={language} />
      </div>
    </div>
  );
}

interface MiddleProps {
  where: Where;
  world: ReturnType<typeof usePolled<api.World>>;
  t: Texts;
  language: string;
}

function Middle({ where, world, t, language }: MiddleProps) {
  const [refusal, setRefusal] = useState("");
  if (where.at === "visit") {
    const channel = world.value?.visits.find((each) => each.id === where.channel);
    return <Visit channelId={where.channel} name={channel?.name ?? ""} t={t} language={language} />;
  }
  const side = where.at === "chat" && world.value?.sides.find((each) => each.id === where.side);
  if (where.at === "nowhere" || !side) {
    return (
      <main class="nothing">
        <p>{where.at === "nowhere" ? t.choose : t.loading}</p>
        <p class="muted">{t.about}</p>
      </main>
    );
  }
  const changed = (fresh: api.Side) => {
    if (!world.value) return;
    const sides = world.value.sides.map((each) => (each.id === fresh.id ? fresh : each));
    world.set({ ...world.value, sides });
  };
  return (
    <ChatPane
      key={`${side.id}/${where.person}`}
      side={side}
      personId={where.person}
      t={t}
      language={language}
      refusal={refusal}
      onRefusal={setRefusal}
      onSide={changed}
    />
  );
}
