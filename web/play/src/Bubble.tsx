/** One message, and what the customer can do with it. */
import { useState } from "preact/hooks";
import * as api from "./api";
import { Icon, type IconName } from "./icons";
import { named, type Texts } from "./texts";
import { exactly, time } from "./times";

const REACTIONS = ["👍", "❤️", "😂", "🙏"];

interface Props {
  message: api.Message;
  kinds: readonly string[];
  t: Texts;
  language: string;
  onSay: (said: api.Said) => Promise<boolean>;
  onAbout: (about: { act: "reply" | "edit"; message: api.Message }) => void;
}

export function Bubble({ message, kinds, t, language, onSay, onAbout }: Props) {
  const can = (act: string) => kinds.includes(act);
  const [acting, setActing] = useState(false);
  const say = (said: api.Said) => {
    setActing(false);
    void onSay(said);
  };
  return (
    <div class="bubble-row">
      <div class="bubble">
        {message.author && <p class="author">{message.author}</p>}
        {message.quoted && <p class="quoted">{message.quoted}</p>}
        {message.subject && <p class="subject">{message.subject}</p>}
        <Content message={message} t={t} />
        {message.choices.length > 0 && (
          <div class="choices">
            {message.choices.map((choice) => (
              <button
                key={choice}
                type="button"
                class="quiet"
                onClick={() => say({ kind: "choice", text: choice, target: message.id })}
              >
                {choice}
              </button>
            ))}
          </div>
        )}
        <p class="foot">
          {message.edited && <span>{t.edited}</span>}
          <time dateTime={message.at} title={exactly(message.at, language)}>
            {time(message.at, language)}
          </time>
          <Ticks status={message.status} t={t} />
        </p>
        {message.error && <p class="error">{message.error}</p>}
        {message.reactions.length > 0 && <p class="reactions">{message.reactions.join(" ")}</p>}
      </div>
      {!message.deleted && can("reply") && (
        <div class="acts">
          <button
            type="button"
            class="square"
            aria-label={t.more}
            aria-expanded={acting}
            onClick={() => setActing(!acting)}
          >
            <Icon name="more" />
          </button>
          {acting && (
            <fieldset class="menu" aria-label={t.more}>
              <button
                type="button"
                onClick={() => {
                  setActing(false);
                  onAbout({ act: "reply", message });
                }}
              >
                {t.reply}
              </button>
              {can("reaction") && (
                <span class="emoji">
                  {REACTIONS.map((emoji) => (
                    <button
                      key={emoji}
                      type="button"
                      aria-label={`${t.react} ${emoji}`}
                      onClick={() => say({ kind: "reaction", target: message.id, text: emoji })}
                    >
                      {emoji}
                    </button>
                  ))}
                </span>
              )}
              {message.reactions.length > 0 && (
                <button
                  type="button"
                  onClick={() => say({ kind: "reaction", target: message.id, text: "" })}
                >
                  {t.unreact}
                </button>
              )}
              {message.own && can("edit") && message.kind === "text" && (
                <button
                  type="button"
                  onClick={() => {
                    setActing(false);
                    onAbout({ act: "edit", message });
                  }}
                >
                  {t.edit}
                </button>
              )}
              {message.own && can("delete") && (
                <button type="button" onClick={() => say({ kind: "delete", target: message.id })}>
                  {t.delete}
                </button>
              )}
            </fieldset>
          )}
        </div>
      )}
    </div>
  );
}

function Content({ message, t }: { message: api.Message; t: Texts }) {
  if (message.deleted) return <p class="muted">{t.deleted}</p>;
  return (
    <>
      {message.file && <Stored file={message.file} kind={message.kind} t={t} />}
      {message.place && (
        <p class="card">
          <Icon name="pin" />
          <span>
            <b>{message.place.name || t.location}</b>
            <span class="muted">
              {message.place.address ||
                `${message.place.latitude.toFixed(5)}, ${message.place.longitude.toFixed(5)}`}
            </span>
          </span>
        </p>
      )}
      {message.card && (
        <p class="card">
          <Icon name="person" />
          <span>
            <b>{message.card.name}</b>
            <span class="muted">{message.card.phone}</span>
          </span>
        </p>
      )}
      {message.kind === "poll" && <p class="muted">{t.poll}</p>}
      {message.text && <p class="text">{message.text}</p>}
    </>
  );
}

function Stored({ file, kind, t }: { file: api.StoredFile; kind: string; t: Texts }) {
  const url = api.fileUrl(file.url);
  if (kind === "image" || kind === "sticker") {
    return <img class={kind} src={url} alt={file.name || t.samplePhoto} />;
  }
  if (kind === "voice" || kind === "audio") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what somebody has just said has no captions
      <audio controls preload="metadata" src={url} />
    );
  }
  if (kind === "video") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what somebody has just filmed has no captions
      <video controls preload="metadata" src={url} />
    );
  }
  return (
    <a class="card" href={url} download={file.name}>
      <Icon name="file" />
      <span>
        <b>{file.name || t.file}</b>
        <span class="muted">{Math.max(1, Math.round(file.size / 1024))} kB</span>
      </span>
    </a>
  );
}

const TICKS: Record<string, IconName> = {
  accepted: "one",
  sent: "one",
  delivered: "two",
  read: "two",
  played: "two",
  failed: "fail",
};

function Ticks({ status, t }: { status: string; t: Texts }) {
  const icon = TICKS[status];
  if (!icon) return null;
  return (
    <span class="ticks" data-status={status}>
      <Icon name={icon} />
      <span class="unseen-touch">{named(t, `status_${status}`)}</span>
    </span>
  );
}
