import { useEffect, useState } from "preact/hooks";
import { ratingIn } from "../store/screen";
import type { Conversation } from "../wire";
import { useAround } from "./context";

const SCORES = [1, 2, 3, 4, 5];

/** The one question after the end: a number, and a comment if one likes. */
export function RatingCard({ conversation }: { conversation: Conversation }) {
  const { texts } = useAround();
  const [changing, setChanging] = useState(false);
  const given = conversation.rating;
  if (!useIsDue(conversation)) return null;
  if (given && !changing) {
    return (
      <section class="card rated" role="status">
        <span>{texts.rateThanks(given.score)}</span>
        <button type="button" class="link" onClick={() => setChanging(true)}>
          {texts.rateChange}
        </button>
      </section>
    );
  }
  return <Question conversation={conversation} onDone={() => setChanging(false)} />;
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
