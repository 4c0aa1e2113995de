import { follow } from "../../app/places";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { useChannels } from "../house";
import { pagePath } from "../pages";
import "../../texts/house";

/** Above an admin's lists while a channel does not work: which, why, and the way to mend it. */
export default function ChannelAlarm() {
  const { t } = useTexts();
  const broken = (useChannels().data?.items ?? []).filter(
    ({ enabled, state }) => enabled && state === "needs_attention",
  );
  const [first] = broken;
  if (!first) return null;
  const path = broken.length === 1 ? pagePath("channels", first.id) : pagePath("channels");
  return (
    <div className="strip strip-warn" role="status" data-testid="channel-alarm">
      <Icon name="alert-triangle" />
      <span className="grow">
        {t("channels.alarm", { count: broken.length, name: first.name })}
        {broken.length === 1 && first.trouble?.detail && ` ${first.trouble.detail}`}
      </span>
      <a className="btn btn-small" href={path} onClick={(event) => follow(event, path)}>
        {t("channels.alarm.open")}
      </a>
    </div>
  );
}
