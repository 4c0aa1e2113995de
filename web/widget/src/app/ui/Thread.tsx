import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { currentConversation } from "../store/merge";
import type { State } from "../store/state";
import { type Row, rowsOf } from "../store/thread";
import { Bubbles } from "./Bubbles";
import { useAround } from "./context";
import { QueueCard } from "./QueueCard";
import { RatingCard } from "./RatingCard";
import { Typing } from "./Typing";

const NEAR_END = 48;
const NEAR_START = 120;

/** The log. It scrolls by itself only when it stood at its end; else it says what has come. */
export function Thread({ state }: { state: State }) {
  const { chat, texts } = useAround();
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(state), [state.messages, state.conversations, state.outbox]);
  const current = currentConversation(state);
  const scroll = useScroll(box, state, rows);

  const onScroll = () => {
    scroll.look();
    const nearStart = (box.current?.scrollTop ?? 0) < NEAR_START;
    if (nearStart && state.older.cursor && !state.older.loading) void chat.history.older();
  };
  const queued = current?.state === "queued";
  const typing = state.typing?.conversationId === current?.id ? state.typing : null;
  return (
    <div class="thread">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <div class="scroller" ref={box} onScroll={onScroll} tabIndex={0}>
        {state.older.cursor && <Earlier loading={state.older.loading} />}
        <div
          role="log"
          aria-label={texts.thread}
          aria-live="polite"
          aria-busy={state.older.loading}
        >
          <ol>
            {rows.map((row) => (
              <ThreadRow key={row.key} row={row} />
            ))}
          </ol>
        </div>
        {queued && current && (
          <QueueCard conversation={current} place={state.place} channel={state.channel} />
        )}
        {current?.asksRating && <RatingCard key={current.resolvedAt} conversation={current} />}
        <Typing name={typing ? (typing.name ?? current?.agent?.name ?? null) : undefined} />
      </div>
      {scroll.missed > 0 && (
        <button type="button" class="pill" onClick={scroll.toEnd}>
          {texts.newMessages(scroll.missed)}
        </button>
      )}
    </div>
  );
}

function ThreadRow({ row }: { row: Row }): ComponentChildren {
  const { texts, formats } = useAround();
  if (row.kind === "group") return <Bubbles group={row} />;
  if (row.kind === "day") {
    const said = `${formats.day(row.at, Date.now())}, ${formats.time(row.at)}`;
    return <li class="line">{said}</li>;
  }
  if (row.kind === "joined") {
    return (
      <li class="line" title={formats.exact(row.at)}>
        {texts.joined(row.name, formats.time(row.at))}
      </li>
    );
  }
  return (
    <li class="line rule">
      <span>{row.at ? texts.ended(formats.time(row.at)) : texts.newChat}</span>
    </li>
  );
}

function Earlier({ loading }: { loading: boolean }) {
  const { chat, texts } = useAround();
  return (
    <p class="earlier">
      <button type="button" disabled={loading} onClick={() => void chat.history.older()}>
        {loading ? texts.loading : texts.earlier}
      </button>
    </p>
  );
}

function useScroll(box: { current: HTMLDivElement | null }, state: State, rows: Row[]) {
  const { chat } = useAround();
  const atEnd = useRef(true);
  const before = useRef({ height: 0, first: "", last: "", own: 0, theirs: 0 });
  const [missed, setMissed] = useState(0);

  const look = () => {
    const el = box.current;
    if (!el) return;
    atEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_END;
    if (atEnd.current) setMissed(0);
    chat.seeEnd(atEnd.current);
  };
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    look();
  };

  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    const now = measure(el, rows);
    const was = before.current;
    before.current = now;
    const wroteOne = now.own > was.own && now.last !== was.last;
    if (atEnd.current || wroteOne) toEnd();
    else if (now.first !== was.first) el.scrollTop += now.height - was.height;
    else if (now.theirs > was.theirs) setMissed((count) => count + now.theirs - was.theirs);
  }, [rows, state.place, state.typing]);

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    observer.observe(el);
    return () => observer.disconnect();
  }, []);

  return { missed, look, toEnd };
}

function measure(el: HTMLElement, rows: Row[]) {
  let own = 0;
  let theirs = 0;
  for (const row of rows) {
    if (row.kind !== "group") continue;
    if (row.mine) own += row.bubbles.length;
    else theirs += row.bubbles.length;
  }
  const last = rows[rows.length - 1];
  return {
    height: el.scrollHeight,
    first: rows[0]?.key ?? "",
    last:
      last?.kind === "group"
        ? (last.bubbles[last.bubbles.length - 1]?.key ?? "")
        : (last?.key ?? ""),
    own,
    theirs,
  };
}
