/** One chat as its customer sees it, and beside it what may be so or go wrong. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { Bubble } from "./Bubble";
import { Circumstances } from "./Circumstances";
import { Composer } from "./Composer";
import { Icon, iconOf } from "./icons";
import { usePolled } from "./polling";
import type { Texts } from "./texts";
import { day } from "./times";
import { Writers } from "./Writers";

const CHAT_EVERY = 700;

interface Props {
  side: api.Side;
  personId: string;
  t: Texts;
  language: string;
  refusal: string;
  onRefusal: (text: string) => void;
  onSide: (side: api.Side) => void;
}

export function ChatPane({ side, personId, t, language, refusal, onRefusal, onSide }: Props) {
  const ask = useCallback(() => api.chat(side.id, personId, !document.hidden), [side.id, personId]);
  const polled = usePolled(ask, CHAT_EVERY);
  const [about, setAbout] = useState<{ act: "reply" | "edit"; message: api.Message } | null>(null);
  const [shown, setShown] = useState(false);
  const [chosen, setChosen] = useState("");
  const chat = polled.value;

  const attempt = async (act: () => Promise<api.Chat>): Promise<boolean> => {
    try {
      polled.set(await act());
      onRefusal("");
      return true;
    } catch (error) {
      onRefusal(error instanceof api.Refused ? `${t.refused}: ${error.message}` : t.offline);
      return false;
    }
  };
  const writer = chat?.writers.find((each) => each.id === chosen) ?? chat?.writers[0];
  const say = (said: api.Said) =>
    attempt(() => api.say(side.id, personId, { ...said, writer: writer?.id ?? "" }));

  if (!chat) {
    return (
      <main class="chat" aria-busy="true">
        <div class="skeleton" role="status" aria-label={t.loading} />
      </main>
    );
  }
  return (
    <>
      <main class="chat" aria-label={chat.person.name}>
        <div class="head">
          <a class="square only-small" href="#all" aria-label={t.back}>
            <Icon name="back" />
          </a>
          <Icon name={iconOf(side.kind)} />
          <div class="names">
            <h2>
              <span class="muted">{chat.person.group ? t.youAreIn : t.writesAs} </span>
              {chat.person.name}
            </h2>
            <p class="muted">
              {chat.writers.map(({ name }) => name).join(", ") || chat.person.address} · {t.to}{" "}
              {side.name}
            </p>
          </div>
          <button
            type="button"
            class="square only-narrow"
            aria-label={t.settings}
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon name="sliders" />
          </button>
        </div>
        <Thread
          chat={chat}
          kinds={side.kinds}
          t={t}
          language={language}
          onSay={say}
          onAbout={setAbout}
        />
        {refusal && (
          <p class="refusal" role="alert">
            {refusal}
          </p>
        )}
        {writer && (
          <Writers
            writers={chat.writers}
            chosen={writer.id}
            t={t}
            onChoose={setChosen}
            onJoin={async (name) => {
              const fresh = await api.join(side.id, personId, name);
              polled.set(fresh);
              setChosen(fresh.writers.at(-1)?.id ?? "");
            }}
          />
        )}
        <Composer
          as={writer?.name ?? chat.person.name}
          side={side}
          t={t}
          about={about}
          onAbout={setAbout}
          onSay={say}
          onFile={(kind, file, name, caption) =>
            attempt(() =>
              api.sendFile(side.id, personId, kind, file, name, caption, writer?.id ?? ""),
            )
          }
        />
      </main>
      <Circumstances
        side={side}
        chat={chat}
        t={t}
        language={language}
        shown={shown}
        onClose={() => setShown(false)}
        onChat={attempt}
        onSide={onSide}
        onRefusal={onRefusal}
      />
    </>
  );
}

interface ThreadProps {
  chat: api.Chat;
  kinds: readonly string[];
  t: Texts;
  language: string;
  onSay: (said: api.Said) => Promise<boolean>;
  onAbout: (about: { act: "reply" | "edit"; message: api.Message }) => void;
}

function Thread({ chat, kinds, t, language, onSay, onAbout }: ThreadProps) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const count = chat.bubbles.length;
  useEffect(() => {
    const thread = box.current;
    if (thread && atEnd.current) thread.scrollTop = thread.scrollHeight;
  }, [count]);
  const follow = () => {
    const thread = box.current;
    if (thread) atEnd.current = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
  };
  let before = "";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="thread" ref={box} role="log" tabIndex={0} onScroll={follow}>
      {count === 0 && <p class="day">{t.empty}</p>}
      {chat.bubbles.map((message) => {
        const said = day(message.at, language, t);
        const isNew = said !== before;
        before = said;
        return (
          <div key={message.id} class={message.own ? "own" : "theirs"}>
            {isNew && <p class="day">{said}</p>}
            <Bubble
              message={message}
              kinds={kinds}
              t={t}
              language={language}
              onSay={onSay}
              onAbout={onAbout}
            />
          </div>
        );
      })}
    </div>
  );
}
