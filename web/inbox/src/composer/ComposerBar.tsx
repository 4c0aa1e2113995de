import { type RefObject, useRef, useState } from "react";
import { intend } from "../app/intents";
import { late } from "../app/late";
import { useLiveStatus, useOnline } from "../live/hooks";
import { usePending } from "../live/sending";
import { useTexts } from "../texts/i18n";
import { Called } from "../ui/Called";
import { Icon } from "../ui/Icon";
import type { Field } from "./field";
import type { useComposer } from "./useComposer";

const EmojiPicker = late(() => import("../overlays/EmojiPicker"));

/** From so few characters left on they are counted aloud. */
const COUNTED = 500;

interface Props {
  composer: ReturnType<typeof useComposer>;
  field: RefObject<Field | null>;
  chatId: string;
  onSend: (how?: { resolves?: boolean }) => void;
}

/** What one can put in, what is kept, and the one main button. */
export function ComposerBar({ composer, field, chatId, onSend }: Props) {
  const { t } = useTexts();
  const { mode, files, ready, fits } = composer;
  const picker = useRef<HTMLInputElement>(null);
  const note = mode === "note";
  return (
    <div className="comp-bar">
      <button
        type="button"
        className="ib"
        aria-label={t("composer.attach")}
        data-tip={t("composer.attach")}
        onClick={() => picker.current?.click()}
      >
        <Icon name="paperclip" size={20} />
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <button
        type="button"
        className="ib"
        aria-label={t("composer.quickReply")}
        data-tip={t("composer.quickReply")}
        data-tip-keys="/"
        onClick={() => intend("composer.quickReply")}
      >
        <Icon name="bolt" size={20} />
      </button>
      <Emoji onPick={(emoji) => field.current?.insert(emoji)} />
      <span className="comp-end">
        <Kept composer={composer} chatId={chatId} />
        <button
          type="button"
          className={note ? "btn btn-note send" : "btn btn-main send"}
          disabled={!ready || !fits}
          data-tip={t(note ? "composer.addNote" : "composer.send")}
          data-tip-keys="Enter"
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onSend()}
        >
          <Icon name={note ? "lock" : "send"} />
          <span>{t(note ? "composer.addNote" : "composer.send")}</span>
        </button>
      </span>
    </div>
  );
}

function Emoji({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTexts();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState(false);
  const button = (
    <button
      type="button"
      className="ib"
      aria-label={t("composer.emoji")}
      aria-haspopup="dialog"
      aria-expanded={opened}
      data-tip={t("composer.emoji")}
      onClick={() => {
        setAsked(true);
        setOpened(!opened);
      }}
    >
      <Icon name="mood-smile" size={20} />
    </button>
  );
  if (!asked) return button;
  return (
    <Called
      instead={button}
      onLost={() => {
        setAsked(false);
        setOpened(false);
      }}
    >
      <EmojiPicker opened={opened} onChange={setOpened} onPick={onPick}>
        {button}
      </EmojiPicker>
    </Called>
  );
}

/** What will become of the text: how much room is left, what waits, where the draft is. */
function Kept({ composer, chatId }: { composer: Props["composer"]; chatId: string }) {
  const { text, saved, maxText } = composer;
  const { t } = useTexts();
  const online = useOnline();
  const { state } = useLiveStatus();
  const waiting = usePending().filter(
    (p) => p.conversationId === chatId && p.state === "waiting",
  ).length;
  if (composer.unsendable) return <span className="kept is-over">{t("composer.unsendable")}</span>;
  const left = maxText - text.length;
  if (left < 0) {
    return <span className="kept is-over">{t("composer.textOver", { count: -left })}</span>;
  }
  if (left < COUNTED)
    return <span className="kept">{t("composer.textLeft", { count: left })}</span>;
  if (waiting > 0 && (!online || state !== "live")) {
    return <span className="kept">{t("composer.waiting", { count: waiting })}</span>;
  }
  if (!text.trim()) return null;
  if (!saved && online && state === "live") return null;
  return <span className="kept">{t(saved ? "composer.draftSaved" : "composer.draftKept")}</span>;
}
