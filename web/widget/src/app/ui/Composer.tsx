import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Limits } from "../wire";
import { useAround } from "./context";
import { Icon } from "./Icon";
import { TrayList } from "./TrayList";
import type { Tray } from "./useTray";

interface Props {
  limits: Limits;
  tray: Tray;
  /** Take the keyboard when drawn. */
  eager: boolean;
}

/** Text and files. Enter sends, Shift and Enter breaks the line; what is written outlives a reload. */
export function Composer({ limits, tray, eager }: Props) {
  const { chat, texts } = useAround();
  const [text, setText] = useState(() => chat.draft());
  const field = useRef<HTMLTextAreaElement>(null);
  const over = [...text].length - limits.maxText;
  const something = text.trim() !== "" || tray.held.length > 0;
  const sendable = something && tray.ready && over <= 0;

  useLayoutEffect(() => grow(field.current), [text]);
  useEffect(() => {
    // On a phone that would cover half of the greeting with the keyboard.
    if (eager && !matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [eager]);

  const write = (value: string) => {
    setText(value);
    chat.typed(value);
  };
  const send = () => {
    if (!sendable) return;
    const attachments = tray.held.flatMap((held) => held.attachment ?? []);
    chat.write(text.trim(), attachments);
    setText("");
    tray.empty();
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    tray.take(files);
  };
  const complaint = over > 0 ? texts.tooLong(over) : tray.complaint;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div role="alert">{complaint && <p class="complaint">{complaint}</p>}</div>
      <TrayList tray={tray} />
      <div class="row">
        <Attach limits={limits} tray={tray} />
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={texts.write}
          aria-label={texts.message}
          enterkeyhint="send"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
        <button type="submit" class="send" disabled={!sendable} aria-label={texts.send}>
          <Icon name="send" size={20} />
        </button>
      </div>
    </form>
  );
}

function Attach({ limits, tray }: { limits: Limits; tray: Tray }) {
  const { texts, formats } = useAround();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label={texts.attach}
        title={texts.fileHint(formats.size(limits.maxFile))}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" size={20} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={limits.mimes.join(",")}
        onChange={(event) => {
          tray.take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
