import { memo, Suspense } from "react";
import type { Conversation } from "../../../contract/types";
import { late } from "../app/late";
import { useMinute } from "../live/clock";
import { clock, dayName, exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { tellLost } from "../ui/Called";
import { Guard } from "../ui/Guard";
import { Icon } from "../ui/Icon";
import { Bubble } from "./Bubble";
import { EarlierDivider } from "./EarlierDivider";
import type { Item, MessageItem } from "./items";
import { Note } from "./Note";
import { PendingBubble } from "./PendingBubble";
import { SystemLine } from "./SystemLine";

const MailItem = late(() => import("./mail/MailItem"));

/** One row of the log, whatever it is. */
export const ItemView = memo(function ItemView({ item, chat }: { item: Item; chat: Conversation }) {
  switch (item.kind) {
    case "start":
      return <Start at={item.at} />;
    case "day":
      return <Day at={item.at} />;
    case "unread":
      return <Unread />;
    case "earlier":
      return <EarlierDivider chat={item.chat} loaded={item.loaded} />;
    case "line":
      return <SystemLine row={item.row} />;
    case "pending":
      return <PendingBubble pending={item.pending} first={item.first} last={item.last} />;
    case "message":
      return <MessageView item={item} chat={chat} />;
  }
});

function MessageView({ item, chat }: { item: MessageItem; chat: Conversation }) {
  const { message, album, first, last } = item;
  if (message.visibility === "internal") return <Note message={message} />;
  const bubble = <Bubble message={message} album={album} first={first} last={last} chat={chat} />;
  if (!message.email) return bubble;
  // A mail whose code cannot be fetched is still its words and its files.
  return (
    <Guard instead={bubble} onFail={tellLost}>
      <Suspense fallback={<div className="mail-room" />}>
        <MailItem message={message} mail={message.email} chat={chat} />
      </Suspense>
    </Guard>
  );
}

function Day({ at }: { at: number }) {
  const { lang } = useTexts();
  const now = useMinute();
  return <div className="day">{dayName(new Date(at), lang, now)}</div>;
}

function Start({ at }: { at: number }) {
  const { t, lang } = useTexts();
  return (
    <div className="sys">
      <Icon name="message-plus" size={12} />
      <span>{t("line.started")}</span>·
      <time dateTime={new Date(at).toISOString()} title={exactly(at, lang)}>
        {clock(at, lang)}
      </time>
    </div>
  );
}

function Unread() {
  const { t } = useTexts();
  return (
    <div className="unread-mark">
      <span>{t("thread.unreadFrom")}</span>
    </div>
  );
}
