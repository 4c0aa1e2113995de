import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Channel, ChannelTrial, TrialStatus } from "../../../../contract/types";
import { call } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { useClock } from "../../live/clock";
import { span } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { fieldErrors } from "../kit/useEdits";

const TRIAL = "channel-trial";
/** Seconds after which a message that has not arrived is late. */
const LATE = 60;

const WORDS = {
  pending: "sending",
  sending: "sending",
  sent: "sent",
  received: "delivered",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  unknown: "unknown",
} as const;

const useTrial = (channelId: string) =>
  useQuery({
    queryKey: [TRIAL, channelId],
    queryFn: ({ signal }) => call<ChannelTrial>(`/channels/${channelId}/trial`, { signal }),
  });

/** Sends a test message, and shows how far it has come. */
export function Trial({ channel, unsaved }: { channel: Channel; unsaved: boolean }) {
  const { t } = useTexts();
  const trial = useTrial(channel.id).data;
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const byMail = channel.limits?.medium === "mail";
  const recipients = trial?.recipients ?? [];
  const to = recipients.find(({ conversationId }) => conversationId === chosen) ?? recipients[0];
  const send = async () => {
    setBusy(true);
    setRefused("");
    try {
      const sent = await call<ChannelTrial>(`/channels/${channel.id}/trial`, {
        method: "POST",
        body: { conversationId: to?.conversationId ?? null },
      });
      queryClient.setQueryData([TRIAL, channel.id], sent);
    } catch (error) {
      setRefused(Object.values(fieldErrors(error))[0] ?? "");
    }
    setBusy(false);
  };
  if (!trial) return null;
  return (
    <div className="chan-trial">
      {!byMail && !to && <p>{t("channel.trial.nobody")}</p>}
      {(byMail || to) && (
        <div className="chan-trial-send">
          {recipients.length > 0 && (
            <Select
              label={t("channel.trial.to")}
              data={recipients.map(({ conversationId, name, address }) => ({
                value: conversationId,
                label: name === address ? name : `${name} · ${address}`,
              }))}
              value={to?.conversationId ?? null}
              allowDeselect={false}
              onChange={setChosen}
            />
          )}
          <button
            type="button"
            className="btn btn-small"
            disabled={busy || unsaved || !channel.enabled}
            onClick={() => void send()}
          >
            <Icon name="send" />
            {t(busy ? "channel.trial.busy" : byMail ? "channel.trial.mail" : "channel.trial.send")}
          </button>
        </div>
      )}
      {!channel.enabled && <p className="muted">{t("channel.trial.off")}</p>}
      {refused && <p className="chan-wrong">{refused}</p>}
      {trial.newest && <Way newest={trial.newest} byMail={byMail} />}
    </div>
  );
}

/** Where the newest one is now. */
function Way({ newest, byMail }: { newest: TrialStatus; byMail: boolean }) {
  const { t } = useTexts();
  const { status, to, movedAt } = newest;
  const ago = useClock((now) => Math.max(0, Math.floor((now - Date.parse(movedAt)) / 1000)));
  const medium = byMail ? "mail" : "chat";
  const waits = status === "sent" || status === "sending";
  return (
    <p className="meta muted" data-trial={status}>
      {t(`channel.trial.${medium}.${WORDS[status]}`, { to })}
      {` · ${ago < 2 ? t("channel.trial.now") : t("channel.trial.ago", { ago: span(ago) })}`}
      {waits && ago > LATE && (
        <span className="chan-late">{t(`channel.trial.${medium}.late`)}</span>
      )}
    </p>
  );
}
