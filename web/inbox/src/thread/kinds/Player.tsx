import { useRef, useState } from "react";
import type { Attachment } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { duration } from "./figures";

const RATES = [1, 1.5, 2] as const;

/** One recording at a time: the one that begins stops the other. */
let playing: HTMLAudioElement | null = null;

/** A voice message or a piece of audio: play, position, speed, download. */
export function Player({ file, name }: { file: Attachment; name: string }) {
  const { t, lang } = useTexts();
  const audio = useRef<HTMLAudioElement>(null);
  const [runs, setRuns] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(0);
  const [rate, setRate] = useState<number>(RATES[0]);
  const [broken, setBroken] = useState(false);

  const toggle = () => {
    const el = audio.current;
    if (!el) return;
    if (!el.paused) return el.pause();
    if (playing !== el) playing?.pause();
    playing = el;
    void el.play().catch(() => setBroken(true));
  };
  const faster = () => {
    const next = RATES[(RATES.indexOf(rate as 1) + 1) % RATES.length] ?? 1;
    setRate(next);
    if (audio.current) audio.current.playbackRate = next;
  };
  return (
    <fieldset className="voice" aria-label={name}>
      {/* biome-ignore lint/a11y/useMediaCaption: a recording of a customer has none */}
      <audio
        ref={audio}
        src={file.url}
        preload="metadata"
        onPlay={() => setRuns(true)}
        onPause={() => setRuns(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onDurationChange={({ currentTarget }) =>
          setLength(Number.isFinite(currentTarget.duration) ? currentTarget.duration : 0)
        }
        onError={() => setBroken(true)}
      />
      <button
        type="button"
        className="voice-play"
        aria-label={t(runs ? "kind.pause" : "kind.play")}
        onClick={toggle}
        disabled={broken}
      >
        <Icon name={runs ? "player-pause-filled" : "player-play-filled"} />
      </button>
      <span className="voice-b">
        {broken ? (
          <span className="meta">{t("kind.noPlayer")}</span>
        ) : (
          <input
            type="range"
            min={0}
            max={Math.max(length, 0.1)}
            step={0.1}
            value={Math.min(at, length)}
            aria-label={t("kind.position")}
            aria-valuetext={`${duration(at)} / ${duration(length)}`}
            onChange={({ currentTarget }) => {
              const to = Number(currentTarget.value);
              setAt(to);
              if (audio.current) audio.current.currentTime = to;
            }}
          />
        )}
        <span className="meta muted num">
          {broken ? file.name : duration(runs || at > 0 ? at : length)}
        </span>
      </span>
      {!broken && (
        <button
          type="button"
          className="voice-rate num"
          aria-label={t("kind.speed", { rate: new Intl.NumberFormat(lang).format(rate) })}
          onClick={faster}
        >
          {new Intl.NumberFormat(lang).format(rate)}×
        </button>
      )}
      <a
        className="voice-get"
        href={file.url}
        download={file.name}
        aria-label={t("message.download", { name: file.name })}
      >
        <Icon name="download" />
      </a>
    </fieldset>
  );
}
