import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { getConversations } from "../api/calls";
import { hearIntent } from "../app/intents";
import { NOTHING } from "../app/looking";
import { go } from "../app/places";
import { draftOf } from "../composer/drafts";
import { type Departure, departureOf, onDeparture } from "../live/departures";
import { contacts, conversations } from "../live/stores";
import { clock } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { CopyDraft } from "../ui/CopyDraft";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";

async function nextInQueue(): Promise<void> {
  const page = await getConversations("queued", NOTHING, null);
  for (const row of page.items) conversations.take(row);
  go({ tab: "queued", chat: page.items[0]?.id ?? null });
}

/** The last that was heard of it: the event of one's own act may come before its answer, and knows less. */
function useDeparture(chatId: string): Departure | undefined {
  const last = useRef<Departure>(undefined);
  const known = useSyncExternalStore(onDeparture, () => departureOf(chatId));
  if (known) last.current = known;
  return last.current;
}

/** It has left our sight: who has it now, and that nothing of ours was lost. */
export function GoneThread({ chatId }: { chatId: string }) {
  const { t, lang } = useTexts();
  const departure = useDeparture(chatId);
  const [draft, setDraft] = useState(
    () => draftOf(chatId, "reply").text || draftOf(chatId, "note").text,
  );
  const taken = departure?.why === "taken" && departure.name;
  const handed = departure?.why === "transferred" && departure.name;
  const title = taken
    ? t("thread.takenBy", { name: taken, time: clock(departure.at, lang) })
    : handed
      ? t("thread.transferredTo", { name: handed })
      : t("thread.gone");
  const lead = taken ? draft && t("thread.takenBy.lead") : t("thread.gone.lead");
  // As he is called now: who was erased meanwhile is named nowhere.
  const before = departure?.row.contact;
  const person = useSyncExternalStore(contacts.subscribe, () => contacts.get(before?.id ?? ""));
  const heading = person?.name ?? before?.name ?? t("thread.title");

  // What was on its way when somebody else was first comes back a moment later.
  useEffect(
    () =>
      hearIntent("composer.restore", ({ conversationId, text }) => {
        if (conversationId === chatId) setDraft((before) => before || text);
      }),
    [chatId],
  );

  return (
    <>
      <header className="hd">
        <button
          type="button"
          className="ib thread-back"
          aria-label={t("thread.back")}
          onClick={() => go({ chat: null })}
        >
          <Icon name="arrow-left" size={20} />
        </button>
        <h1 className="ell">{heading}</h1>
      </header>
      <Empty
        icon={handed ? "switch-horizontal" : "user-check"}
        title={title}
        lead={handed ? t("thread.transferredTo.lead") : lead}
      >
        <div className="acts">
          {draft && <CopyDraft text={draft} />}
          <button type="button" className="btn" onClick={() => void nextInQueue()}>
            {t("thread.nextInQueue")}
          </button>
        </div>
      </Empty>
    </>
  );
}
