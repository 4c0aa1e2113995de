import { follow } from "../../app/places";
import { reasonOf } from "../../failures/reason";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { needsAdmin, useChannels } from "../house";
import { pagePath } from "../pages";
import "../../texts/house";

/** Above an admin's lists while a channel needs him: which, why, and the way to mend it. */
export default function ChannelAlarm() {
  const { t } = useTexts();
  const broken = (useChannels().data?.items ?? []).filter(needsAdmin);
  const [first] = broken;
  if (!first) return null;
  const { trouble } = first;
  const waiting = broken.some(({ state }) => state === "needs_attention");
  const why = trouble && (reasonOf(first.kind, trouble, t) ?? trouble.detail);
  const names = broken.map(({ name }) => name).join(", ");
  const path = broken.length === 1 ? pagePath("channels", first.id) : pagePath("channels");
  return (
    <div className="strip strip-warn" role="status" data-testid="channel-alarm">
      <Icon name="alert-triangle" />
      <span className="grow strip-brief">
        {t(waiting ? "channels.alarm" : "channels.alarm.warning", {
          count: broken.length,
          name: names,
        })}
        {broken.length === 1 && why && ` ${why}`}
      </span>
      <a className="btn btn-small" href={path} onClick={(event) => follow(event, path)}>
        {t("channels.alarm.open")}
      </a>
    </div>
  );
}
