import type { Message } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Files } from "../Files";
import { MessageText } from "../MessageText";
import { Cards } from "./Cards";
import { FormFields } from "./FormFields";
import { fieldsOfForm } from "./figures";
import { Moving } from "./Moving";
import { OrderCard } from "./OrderCard";
import { Place } from "./Place";
import { Player } from "./Player";
import { ReferralCard } from "./ReferralCard";
import { RemoteFiles } from "./RemoteFiles";
import { isAnswerToCalls, Unsupported } from "./Unsupported";
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
      {!!contacts?.length && <Cards message={message} />}
      {kind === "order" && <OrderCard order={message.order} />}
      {kind === "unsupported" && <Unsupported message={message} />}
      {(kind === "button_reply" || kind === "list_reply" || kind === "form_reply") && (
        <span className="answer-h muted">
          <Icon name={kind === "form_reply" ? "list-details" : "list-check"} size={12} />
          {t(`kind.answer.${kind}`)}
        </span>
      )}
      {text && !sticker && !isAnswerToCalls(message) && !isOnlyForm(message) && (
        <MessageText text={text} />
      )}
      {kind === "form_reply" && <FormFields payload={message.payload} />}
    </>
  );
}

/** WhatsApp's own word beside the answers of a form, in English whatever anybody speaks. */
const isOnlyForm = ({ kind, text, payload }: Message) =>
  kind === "form_reply" && text === "Sent" && !!fieldsOfForm(payload)?.length;

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
