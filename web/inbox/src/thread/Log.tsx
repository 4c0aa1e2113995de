import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { hearIntent } from "../app/intents";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { ItemView } from "./ItemView";
import type { Item } from "./items";
import { TypingLine } from "./TypingLine";
import { useFound } from "./useFound";
import type { useThread } from "./useThread";

interface Props {
  chat: Conversation;
  thread: ReturnType<typeof useThread>;
  onAtEnd: (atEnd: boolean) => void;
}

/** Pixels from the end within which one counts as being there. */
const NEAR_END = 60;
/** Pixels from the top at which the page above is asked for. */
const NEAR_TOP = 800;

const ESTIMATES = {
  start: 40,
  earlier: 48,
  day: 32,
  unread: 32,
  line: 32,
  message: 44,
  pending: 44,
} as const;

function isOurs(item: Item | undefined): boolean {
  return item?.kind === "pending";
}

const sized = (height: number) => ({ height, "--rows": `${height}px` }) as CSSProperties;

/** Milliseconds in which a thread is drawn: what stands in it then is for reading, not for reading out. */
const DRAWN = 1_500;

function useSettledSoon(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), DRAWN);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}

/** The messages, virtualised. It scrolls by itself only while one stands at the end. */
export function Log({ chat, thread, onAtEnd }: Props) {
  const { t } = useTexts();
  const { items, older } = thread;
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState<number>(chat.lastNumber);
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ESTIMATES[items[index]?.kind ?? "message"],
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    paddingStart: 12,
    paddingEnd: 4,
  });
  const rows = list.getVirtualItems();
  const settled = useSettledSoon();

  useLayoutEffect(() => {
    list.scrollToEnd();
  }, [list]);

  const tail = items.at(-1);
  const tailKey = tail?.key;
  const ours = isOurs(tail);
  useEffect(() => {
    if (ours && tailKey) list.scrollToEnd();
  }, [ours, tailKey, list]);

  // What is written grows into the room of the log, and lines come in between: its end stays in sight.
  const room = list.scrollRect?.height;
  const total = list.getTotalSize();
  const stays = useRef(atEnd);
  stays.current = atEnd;
  useLayoutEffect(() => {
    if (room && total && stays.current) list.scrollToEnd();
  }, [room, total, list]);

  useEffect(() => hearIntent("thread.focus", () => scroller.current?.focus()), []);
  useEffect(() => hearIntent("thread.end", () => list.scrollToEnd()), [list]);

  const found = useFound(list, items, thread.pages);

  const { hasMore, isLoading, isFailed, isEarlier, show } = older;
  useEffect(() => hearIntent("thread.earlier", show), [show]);
  const look = () => {
    const el = scroller.current;
    if (!el) return;
    const now = el.scrollHeight - el.scrollTop - el.clientHeight <= NEAR_END;
    if (now !== atEnd) {
      setAtEnd(now);
      onAtEnd(now);
    }
    if (now) setSeen(chat.lastNumber);
    // Earlier conversations are for who goes looking for them; older messages come by themselves.
    const wanted = !isEarlier || !now;
    if (el.scrollTop < NEAR_TOP && wanted && hasMore && !isLoading && !isFailed) show();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew whenever rows change
  useEffect(look, [items.length, hasMore, isLoading]);

  const fresh = atEnd ? 0 : thread.messages.filter((m) => m.number > seen).length;
  return (
    <div className="log-frame">
      <div
        className="log"
        ref={scroller}
        onScroll={look}
        onWheel={({ deltaY }) => {
          // A thread that fits does not scroll; the wheel still says where one wants to go.
          if (deltaY < 0 && isEarlier && hasMore && !isLoading && scroller.current?.scrollTop === 0)
            show();
        }}
        role="log"
        // Only what arrives is read out, not what was there, or comes into view by scrolling.
        aria-live={atEnd && settled ? "polite" : "off"}
        aria-relevant="additions"
        aria-label={t("thread.log", { name: chat.contact.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        data-pane-entry=""
      >
        <OlderLine older={older} />
        <div className="log-rows" style={sized(total)}>
          {rows.map((row) => {
            const item = items[row.index];
            return (
              item && (
                <div
                  key={row.key}
                  ref={list.measureElement}
                  data-index={row.index}
                  className={item.key === found ? "log-row is-found" : "log-row"}
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <ItemView item={item} chat={chat} />
                </div>
              )
            );
          })}
        </div>
      </div>
      <TypingLine chat={chat} />
      <span className="vh" role="status">
        {fresh > 0 && t("thread.newMessages", { count: fresh })}
      </span>
      {!atEnd && (
        <button
          type="button"
          className="pill to-end"
          onClick={() => list.scrollToEnd({ behavior: "smooth" })}
          aria-label={fresh ? undefined : t("thread.toEnd")}
        >
          <Icon name="arrow-down" size={12} />
          {fresh > 0 && t("thread.newMessages", { count: fresh })}
        </button>
      )}
    </div>
  );
}

function OlderLine({ older }: { older: Props["thread"]["older"] }) {
  const { t } = useTexts();
  if (older.isFailed) {
    return (
      <div className="older">
        {t("thread.olderFailed")}
        <button type="button" className="btn-link" onClick={older.show}>
          {t("thread.retry")}
        </button>
      </div>
    );
  }
  return older.isLoading ? <div className="older">{t("thread.loadingOlder")}</div> : null;
}
