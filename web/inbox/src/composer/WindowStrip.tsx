import type { Channel, Conversation } from "../../../contract/types";
import { command } from "../commands/commands";
import { span } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { ReplyWindow } from "./replyWindow";
import { isOff } from "./useChannel";

interface Props {
  chat: Conversation;
  channel: Channel | undefined;
  window: ReplyWindow;
  onTemplate: () => void;
}

/** Switched off: one can go on elsewhere, or wait until it is on again. */
function OffStrip({ chat, name }: { chat: Conversation; name: string }) {
  const { t } = useTexts();
  const move = command("move");
  return (
    <div className="strip strip-card strip-warn strip-wrap" role="status" data-channel="off">
      <Icon name="alert-triangle" />
      <span className="grow">{t("composer.channelOff", { name })}</span>
      {move.when?.(chat) && (
        <button type="button" className="btn btn-small" onClick={() => move.perform(chat)}>
          <Icon name={move.icon} />
          <span>{t(move.label)}</span>
        </button>
      )}
    </div>
  );
}

/** What stands in the way of an answer: a channel out of order, a window that closes or has closed. */
export function WindowStrip({ chat, channel, window, onTemplate }: Props) {
  const { t } = useTexts();
  const off = channel?.enabled === false;
  const troubled = !off && channel?.state === "needs_attention";
  const templates = channel?.limits?.hasTemplates ?? false;
  if (isOff(chat, channel)) return <OffStrip chat={chat} name={channel?.name ?? ""} />;
  return (
    <>
      {off && (
        <div className="strip strip-card strip-warn" role="status" data-channel="off">
          <Icon name="alert-triangle" />
          <span className="grow">{t("composer.widgetOff", { name: channel.name })}</span>
        </div>
      )}
      {troubled && (
        <div className="strip strip-card strip-warn" role="status">
          <Icon name="alert-triangle" />
          <span className="grow">{t("composer.channelTroubled", { name: channel.name })}</span>
        </div>
      )}
      {window.left !== null && (
        <div className="strip strip-card" role="status" data-window="closing">
          <Icon name="clock" />
          <span className="grow">
            {t("composer.window.closes", { time: span(window.left / 1000) })}
          </span>
        </div>
      )}
      {window.closed && (
        <div className="strip strip-card" role="status" data-window="closed">
          <Icon name="clock" />
          <span className="grow">
            {t(chat.lastMessage ? "composer.window.closed" : "composer.window.notYet")}
          </span>
          {templates && (
            <button type="button" className="btn btn-main" onClick={onTemplate}>
              {t("composer.template.choose")}
            </button>
          )}
        </div>
      )}
    </>
  );
}
