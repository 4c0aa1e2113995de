import { useAround } from "./context";
import { Icon } from "./Icon";

/** There is no chat to show: says why, and what to do. */
export function Trouble({ refused }: { refused: boolean }) {
  const { chat, texts, framed } = useAround();
  return (
    <main class="trouble">
      <div role="alert">
        <Icon name={refused ? "alert" : "offline"} size={24} />
        <h1>{refused ? texts.refusedTitle : texts.unreachableTitle}</h1>
        <p class="soft">{refused ? texts.refusedText : texts.unreachableText}</p>
      </div>
      {!refused && (
        <button type="button" class="button main" onClick={() => void chat.start()}>
          {texts.tryNow}
        </button>
      )}
      {framed && (
        <button type="button" class="button" onClick={() => chat.close()}>
          {texts.close}
        </button>
      )}
    </main>
  );
}

/** The final layout in grey, after 150 ms. */
export function Skeleton({ branded }: { branded: boolean }) {
  const { texts } = useAround();
  return (
    <main class="skeleton" aria-busy="true" aria-label={texts.loading}>
      <div class={branded ? "head" : "head unknown"} />
      <div class="bones">
        <i />
        <i />
        <i />
      </div>
      <div class="composer" />
    </main>
  );
}
