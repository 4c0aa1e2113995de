import { outbox, type Pending } from "../live/sending";
import { clock } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Files } from "./Files";
import { MessageText } from "./MessageText";

interface Props {
  pending: Pending;
  first: boolean;
  last: boolean;
}

/** What was just written: there at once, until the hub's own message takes its place or refuses it. */
export function PendingBubble({ pending, first, last }: Props) {
  const { t, lang } = useTexts();
  const { message, attachments, shown } = pending.body;
  const text = message.text ?? shown;
  const note = message.visibility === "internal";
  const failed = pending.state === "failed";
  const status = t(pending.state === "waiting" ? "message.waits" : "message.status.sending");
  const time = (
    <>
      <time>{clock(pending.at, lang)}</time>
      {!failed && (
        <span className="tick tick-pending" title={status} data-status="pending">
          <Icon name="clock" label={status} />
        </span>
      )}
    </>
  );
  return (
    // Own messages are silent: the writer knows what he wrote.
    <article
      className={`grp out${last ? " is-last" : ""}${first ? " is-first" : ""}`}
      aria-live="off"
      aria-label={t("message.you")}
    >
      {note ? (
        <div className="note">
          <div className="note-h">
            <Icon name="lock" size={12} />
            <span>
              {t("message.note")} · {t("message.you")}
            </span>
            <span className="note-at">{time}</span>
          </div>
          <Files files={attachments} />
          {text && <MessageText text={text} />}
        </div>
      ) : (
        <div className={failed ? "bub is-failed" : "bub is-pending"}>
          <Files files={attachments} />
          {text && <MessageText text={text} />}
          <span className="at">{time}</span>
        </div>
      )}
      {failed && (
        <div className="fail" role="alert">
          <Icon name="alert-circle" />
          <span>
            {pending.reason
              ? t("message.failed", { reason: pending.reason })
              : t("message.failedPlain")}
          </span>
          <button type="button" className="btn-link" onClick={() => outbox.retry(pending.clientId)}>
            {t("message.retry")}
          </button>
          <button
            type="button"
            className="btn-link"
            onClick={() => outbox.remove(pending.clientId)}
          >
            {t("message.discard")}
          </button>
        </div>
      )}
    </article>
  );
}
