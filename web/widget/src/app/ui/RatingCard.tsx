import { useEffect, useRef, useState } from "preact/hooks";
import { ratingIn } from "../store/screen";
import type { Conversation } from "../wire";
import { isFree, useAround } from "./context";

const SCORES = [1, 2, 3, 4, 5];

/** The one question after the end: a number, and a comment if one likes. */
export function RatingCard({ conversation }: { conversation: Conversation }) {
  const { texts } = useAround();
  const [changing, setChanging] = useState(false);
  const [rated, setRated] = useState(false);
  const given = conversation.rating;
  const due = useIsDue(conversation);
  const asked = due && !given ? texts.rateHelp(conversation.agent?.name ?? null) : "";
  return (
    <>
      <p class="sr" role="status">
        {asked}
      </p>
      {due && given && !changing && (
        <Thanks score={given.score} now={rated} onChange={() => setChanging(true)} />
      )}
      {due && (!given || changing) && (
        <Question
          conversation={conversation}
          onDone={() => {
            setChanging(false);
            setRated(true);
          }}
        />
      )}
    </>
  );
}

/** Who has rated `now` finds himself here, if what he has pressed was the last he did: it is gone. */
function Thanks({ score, now, onChange }: { score: number; now: boolean; onChange(): void }) {
  const { texts } = useAround();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (now && isFree()) card.current?.focus();
  }, [now]);
  return (
    <section class="card rated" tabIndex={-1} ref={card}>
      <span>{texts.rateThanks(score)}</span>
      <button type="button" class="link" onClick={onChange}>
        {texts.rateChange}
      </button>
    </section>
  );
}

function Question({ conversation, onDone }: { conversation: Conversation; onDone(): void }) {
  const { chat, texts } = useAround();
  const [score, setScore] = useState(conversation.rating?.score ?? 0);
  const [comment, setComment] = useState(conversation.rating?.comment ?? "");
  const [state, setState] = useState<"asking" | "sending" | "failed">("asking");

  const send = async () => {
    setState("sending");
    try {
      await chat.rate(score, comment.trim());
      onDone();
    } catch {
      setState("failed");
    }
  };
  return (
    <form
      class="card rating"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset>
        <legend>{texts.rateHelp(conversation.agent?.name ?? null)}</legend>
        <div class="scores">
          {SCORES.map((each) => (
            <label key={each} class={each === score ? "chosen" : undefined}>
              <input
                type="radio"
                name="score"
                aria-label={texts.rateOf(each)}
                checked={each === score}
                onChange={() => setScore(each)}
              />
              <span aria-hidden="true">{each}</span>
            </label>
          ))}
        </div>
        <p class="ends" aria-hidden="true">
          <span>{texts.rateLow}</span>
          <span>{texts.rateHigh}</span>
        </p>
      </fieldset>
      {score > 0 && (
        <textarea
          rows={2}
          maxLength={1_000}
          value={comment}
          placeholder={texts.rateComment}
          aria-label={texts.rateComment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      )}
      {state === "failed" && (
        <p class="complaint" role="alert">
          {texts.notSaved}
        </p>
      )}
      {score > 0 && (
        <button type="submit" class="button main wide" disabled={state === "sending"}>
          {texts.rateSend}
        </button>
      )}
    </form>
  );
}

/** True once the end can no longer be taken back. */
function useIsDue(conversation: Conversation): boolean {
  const [, look] = useState(0);
  const wait = ratingIn(conversation);
  useEffect(() => {
    if (!wait) return;
    const timer = setTimeout(() => look((count) => count + 1), wait + 50);
    return () => clearTimeout(timer);
  }, [wait]);
  return wait === 0;
}
