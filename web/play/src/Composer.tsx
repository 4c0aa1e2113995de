/** What the customer writes, and everything else a phone can send. */
import { useRef, useState } from "preact/hooks";
import type * as api from "./api";
import { Icon } from "./icons";
import { kindOf, samplePaper, samplePhoto, sampleSticker, sampleVoice } from "./samples";
import type { Texts } from "./texts";

const GAMBIR = {
  latitude: -6.17667,
  longitude: 106.83054,
  name: "Stasiun Gambir",
  address: "Jl. Medan Merdeka Timur No. 1, Jakarta",
};
const COLLEAGUE = { name: "Pak Joko, satpam", phone: "+62 811-5550-4471" };

interface Props {
  side: api.Side;
  /** Whoever writes. */
  as: string;
  t: Texts;
  about: { act: "reply" | "edit"; message: api.Message } | null;
  onAbout: (about: null) => void;
  onSay: (said: api.Said) => Promise<boolean>;
  onFile: (kind: string, file: Blob, name: string, caption: string) => Promise<boolean>;
}

export function Composer({ side, as, t, about, onAbout, onSay, onFile }: Props) {
  const [text, setText] = useState("");
  const [subject, setSubject] = useState("");
  const [open, setOpen] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const can = (kind: string) => side.kinds.includes(kind);
  const hasSubject = side.kinds.includes("subject");

  const send = async (event?: Event) => {
    event?.preventDefault();
    const words = text.trim();
    if (!words) return;
    const said: api.Said =
      about?.act === "edit"
        ? { kind: "edit", text: words, target: about.message.id }
        : { kind: "text", text: words, subject, quotes: about?.message.id ?? "" };
    setText("");
    if (await onSay(said)) {
      onAbout(null);
      setSubject("");
    } else setText(words);
    box.current?.focus();
  };
  const sendFile = async (kind: string, file: Blob, name: string) => {
    setOpen(false);
    if (await onFile(kind, file, name, text.trim())) setText("");
  };
  const sendMade = async (kind: string, make: () => Promise<File>) => {
    const file = await make();
    await sendFile(kind, file, file.name);
  };
  const choose = () => {
    const file = chooser.current?.files?.[0];
    if (file) void sendFile(kindOf(file, side.kinds), file, file.name);
    if (chooser.current) chooser.current.value = "";
  };
  const sendOther = (said: api.Said) => {
    setOpen(false);
    void onSay(said);
  };

  return (
    <form class="composer" onSubmit={send}>
      {about && (
        <p class="about">
          <Icon name="reply" />
          <span>{about.act === "edit" ? t.editing : `${t.replyingTo}: ${about.message.text}`}</span>
          <button type="button" class="square" aria-label={t.cancel} onClick={() => onAbout(null)}>
            <Icon name="close" />
          </button>
        </p>
      )}
      {hasSubject && (
        <label class="subject-field">
          <span>{t.subject}</span>
          <input
            value={subject}
            placeholder={t.subjectHint}
            onInput={(event) => setSubject(event.currentTarget.value)}
          />
        </label>
      )}
      {open && (
        <fieldset class="attach" aria-label={t.attach}>
          {can("image") && (
            <button type="button" onClick={() => sendMade("image", samplePhoto)}>
              {t.samplePhoto}
            </button>
          )}
          {can("voice") && (
            <button type="button" onClick={() => sendMade("voice", sampleVoice)}>
              {t.sampleVoice}
            </button>
          )}
          {can("sticker") && (
            <button type="button" onClick={() => sendMade("sticker", sampleSticker)}>
              {t.sampleSticker}
            </button>
          )}
          {can("document") && (
            <button type="button" onClick={() => sendMade("document", samplePaper)}>
              {t.samplePaper}
            </button>
          )}
          {can("document") && (
            <button type="button" onClick={() => chooser.current?.click()}>
              {t.ownFile}
            </button>
          )}
          {can("location") && (
            <button type="button" onClick={() => sendOther({ kind: "location", place: GAMBIR })}>
              {t.location}
            </button>
          )}
          {can("contact") && (
            <button type="button" onClick={() => sendOther({ kind: "contact", card: COLLEAGUE })}>
              {t.contact}
            </button>
          )}
          {can("unsupported") && (
            <button type="button" onClick={() => sendOther({ kind: "unsupported" })}>
              {t.unsupported}
            </button>
          )}
        </fieldset>
      )}
      <div class="line">
        <button
          type="button"
          class="square"
          aria-label={t.attach}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="clip" />
        </button>
        <input
          ref={chooser}
          type="file"
          hidden
          data-testid="own-file"
          tabIndex={-1}
          onChange={choose}
        />
        <textarea
          ref={box}
          rows={1}
          value={text}
          aria-label={`${t.write} ${as}`}
          placeholder={`${t.write} ${as}`}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void send(event);
          }}
        />
        <button type="submit" class="main square" aria-label={t.send} disabled={!text.trim()}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
