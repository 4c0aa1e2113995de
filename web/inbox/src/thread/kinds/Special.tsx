import type { Message } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Files } from "../Files";
import { MessageText } from "../MessageText";
import { Cards } from "./Cards";
import { FormFields } from "./FormFields";
import { Moving } from "./Moving";
import { OrderCard } from "./OrderCard";
import { Place } from "./Place";
import { Player } from "./Player";
import { ReferralCard } from "./ReferralCard";
import { RemoteFiles } from "./RemoteFiles";
import "../../texts/kinds";
import "./kinds.css";

/** What is in a bubble that holds more than text and files. */
export default function Special({ message }: { message: Message }) {
  const { t } = useTexts();
  const { kind, text, location, contacts, attachments } = message;
  const sticker = kind === "sticker" && attachments.length > 0;
  return (
    <>
      {message.referral && <ReferralCard referral={message.referral} />}
      <Media message={message} />
      <RemoteFiles id={message.id} files={message.remoteFiles ?? []} />
      {location && <Place place={location} />}
      {!!contacts?.length && <Cards contacts={contacts} />}
      {kind === "order" && <OrderCard order={message.order} />}
      {kind === "unsupported" && (
        <Unsupported type={message.unsupportedType} asks={message.direction === "inbound"} />
      )}
      {(kind === "button_reply" || kind === "list_reply" || kind === "form_reply") && (
        <span className="answer-h muted">
          <Icon name={kind === "form_reply" ? "list-details" : "list-check"} size={12} />
          {t(`kind.answer.${kind}`)}
        </span>
      )}
      {text && !sticker && <MessageText text={text} />}
      {kind === "form_reply" && <FormFields payload={message.payload} />}
    </>
  );
}

/** Files by what the message is, which says more than what the files are. */
function Media({ message: { kind, attachments, text } }: { message: Message }) {
  const { t } = useTexts();
  if (kind === "voice" || kind === "audio") {
    return attachments.map((file) => (
      <Player
        key={file.id}
        file={file}
        name={kind === "voice" ? t("kind.voice") : t("kind.audio", { name: file.name })}
      />
    ));
  }
  if (kind === "video_note" || kind === "animation" || kind === "sticker") {
    return attachments.map((file) => (
      <Moving key={file.id} file={file} kind={kind} emoji={kind === "sticker" ? text : ""} />
    ));
  }
  return <Files files={attachments} />;
}

const WHATS = [
  "poll",
  "poll_creation",
  "story",
  "paid_media",
  "game",
  "gif",
  "event",
  "checklist",
  "dice",
  "gift",
  "unique_gift",
  "invoice",
  "successful_payment",
  "users_shared",
  "chat_shared",
  "call_permission_reply",
  "group_invite",
  "view_once",
  "unknown",
] as const;

/** What a provider says when it does not know either. */
const UNNAMED = new Set([undefined, null, "", "unsupported"]);

/** `asks`: the customer can be asked for it in another form. */
function Unsupported({ type, asks }: { type: string | null | undefined; asks: boolean }) {
  const { t } = useTexts();
  const known = WHATS.find((each) => each === (UNNAMED.has(type) ? "unknown" : type));
  const what = known ? t(`kind.what.${known}`) : t("kind.what.other", { type: type ?? "" });
  return (
    <div className="card is-plain">
      <Icon name="info-circle" size={20} />
      <span className="card-b">
        <span>{t("kind.unsupported", { what })}</span>
        {asks && <span className="meta muted">{t("kind.unsupportedHint")}</span>}
      </span>
    </div>
  );
}
