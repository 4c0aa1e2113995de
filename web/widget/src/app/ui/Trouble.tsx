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
