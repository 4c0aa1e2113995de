import { useEffect, useRef, useState } from "react";
import type { Channel } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { HEX } from "./BrandColour";
import type { ChatValues } from "./LiveChat";

const FACES = ["welcome", "chat", "closed"] as const;

type Face = (typeof FACES)[number];

interface Props {
  channel: Channel;
  values: ChatValues;
  companyName: string;
}

/** The widget itself in a frame, as it is stored; what is not saved yet is laid over its look. */
export function Preview({ channel, values, companyName }: Props) {
  const { t } = useTexts();
  const frame = useRef<HTMLIFrameElement>(null);
  const [turn, setTurn] = useState(0);
  const [face, setFace] = useState<Face>("welcome");
  const source = `/widget/${channel.id}?origin=${encodeURIComponent(window.location.origin)}`;
  const look = JSON.stringify({
    name: values.display_name || companyName,
    appearance: {
      welcome: values.welcome,
      askName: values.ask_name,
      askEmail: values.ask_email,
      askTopic: values.ask_topic,
      offlineForm: values.offline_form,
      ...(HEX.test(values.brand_color) ? { brandColor: values.brand_color } : {}),
    },
    face,
  });
  useEffect(() => {
    const say = (message: object) =>
      frame.current?.contentWindow?.postMessage(
        { mark: "simpul", ...message },
        window.location.origin,
      );
    // Whenever it says something it may have read its channel anew.
    const tell = (event?: MessageEvent) => {
      if (event && event.source !== frame.current?.contentWindow) return;
      say({ kind: "shown" });
      say({ kind: "preview", look: JSON.parse(look) });
    };
    tell();
    window.addEventListener("message", tell);
    return () => window.removeEventListener("message", tell);
  }, [look]);
  return (
    <aside className="chat-preview" aria-label={t("chat.preview")}>
      <div className="set-section-h">
        <h2>{t("chat.preview")}</h2>
        <span className="chat-preview-acts">
          <button
            type="button"
            className="ib ib-small"
            aria-label={t("chat.preview.again")}
            data-tip={t("chat.preview.again")}
            onClick={() => setTurn(turn + 1)}
          >
            <Icon name="refresh" />
          </button>
          <a
            className="btn btn-small"
            href={`/demo?channel=${channel.id}`}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="external-link" />
            {t("chat.preview.page")}
          </a>
        </span>
      </div>
      <fieldset className="seg" aria-label={t("chat.preview.face")}>
        {FACES.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === face}
            onClick={() => setFace(each)}
          >
            {t(`chat.preview.${each}`)}
          </button>
        ))}
      </fieldset>
      {channel.enabled ? (
        <iframe
          key={`${channel.version} ${turn}`}
          ref={frame}
          className="chat-frame"
          title={t("chat.preview")}
          src={source}
        />
      ) : (
        <p className="chat-frame chat-frame-off muted">{t("chat.preview.off")}</p>
      )}
      <p className="muted set-small">{t("chat.preview.lead")}</p>
    </aside>
  );
}
