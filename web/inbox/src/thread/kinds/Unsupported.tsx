import type { Message } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

/** What it was, by the words of its provider; several mean the same. */
const WHATS = {
  poll: ["poll", "poll_creation"],
  story: ["story"],
  paidMedia: ["paid_media"],
  game: ["game"],
  gif: ["gif"],
  event: ["event", "event_creation"],
  checklist: ["checklist"],
  dice: ["dice"],
  gift: ["gift", "unique_gift", "gift_upgrade_sent"],
  giveaway: ["giveaway", "giveaway_winners"],
  invoice: ["invoice"],
  papers: ["passport_data"],
  groupInvite: ["group_invite"],
  viewOnce: ["view_once", "ephemeral"],
  buttons: ["button", "interactive", "list"],
  template: ["hsm", "template"],
  product: ["product", "product_inquiry", "catalog"],
  order: ["order"],
  link: ["link_preview"],
  reaction: ["reaction"],
  picture: ["image", "photo", "live_photo"],
  video: ["video", "video_note", "animation"],
  recording: ["audio", "voice"],
  file: ["document", "media_placeholder"],
  sticker: ["sticker"],
  place: ["location", "live_location", "venue"],
  contact: ["contacts", "contact"],
  unknown: ["", "unsupported", "unknown", "errors", "empty"],
} as const;

/** What is no message to be asked for again: something that the customer did. */
const DEEDS = {
  edit: ["edit"],
  revoke: ["revoke"],
  pin: ["pin"],
  keep: ["keep_in_chat"],
  vote: ["poll_update"],
  opened: ["request_welcome"],
  guest: ["guest_message"],
  paid: ["successful_payment"],
  refunded: ["refunded_payment"],
  people: ["users_shared", "user_shared"],
  chat: ["chat_shared"],
  checklist: ["checklist_tasks_done", "checklist_tasks_added"],
  poll: ["poll_option_added", "poll_option_deleted"],
  calls: ["call_permission_reply"],
  call: ["call"],
} as const;

type Words = Readonly<Record<string, readonly string[]>>;

function meant<Table extends Words>(table: Table, type: string): keyof Table | undefined {
  return Object.keys(table).find((name) => table[name]?.includes(type));
}

/** Whether the customer allows calls stands where words would. */
export const isAnswerToCalls = (message: Message): boolean =>
  message.unsupportedType === "call_permission_reply";

export function Unsupported({ message }: { message: Message }) {
  const { t } = useTexts();
  const type = message.unsupportedType ?? "";
  const deed = meant(DEEDS, type);
  const what = meant(WHATS, type);
  return (
    <div className="card is-plain">
      <Icon name="info-circle" size={20} />
      <span className="card-b">
        {deed ? (
          <span>{t(deed === "calls" ? callsOf(message) : `kind.deed.${deed}`)}</span>
        ) : (
          <>
            <span>
              {t("kind.unsupported", {
                what: what ? t(`kind.what.${what}`) : t("kind.what.other", { type }),
              })}
            </span>
            {message.direction === "inbound" && (
              <span className="meta muted">{t("kind.unsupportedHint")}</span>
            )}
          </>
        )}
      </span>
    </div>
  );
}

const callsOf = ({ text }: Message) =>
  text === "reject" ? "kind.deed.callsRefused" : "kind.deed.callsAllowed";
