import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Reachable } from "../../../contract/types";
import { getReachable } from "../api/calls";
import { useTexts } from "../texts/i18n";
import { channelIcon } from "../ui/channels";
import { Icon } from "../ui/Icon";
import { RowSkeletons } from "../ui/Skeletons";

/** Where it is to go: the channel, and the address when it was typed. */
export interface Way {
  channel: Reachable;
  address: string;
}

/** The channels on which somebody can be written to; the first is proposed. */
export function useReach(contactId: string | null, without?: string) {
  const query = useQuery({
    queryKey: ["reachable", contactId],
    queryFn: ({ signal }) => getReachable(contactId, signal),
  });
  const channels = (query.data?.items ?? []).filter(({ channelId }) => channelId !== without);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const channel = channels.find((each) => each.channelId === chosen) ?? channels[0] ?? null;
  const way: Way | null = channel && { channel, address: typed ?? channel.address ?? "" };
  const choose = (id: string) => {
    setChosen(id);
    setTyped(null);
  };
  return { query, channels, way, choose, type: setTyped };
}

interface Props {
  reach: ReturnType<typeof useReach>;
}

/** One line a channel, and below the address that is written to. */
export function ReachChoice({ reach }: Props) {
  const { t } = useTexts();
  const { query, channels, way, choose, type } = reach;
  if (query.isPending) return <RowSkeletons late />;
  if (query.isError)
    return (
      <div className="targets-none" role="alert">
        {t("acts.failed")}
        <button type="button" className="btn-link" onClick={() => void query.refetch()}>
          {t("thread.retry")}
        </button>
      </div>
    );
  if (!way) return <p className="targets-none">{t("reach.none")}</p>;
  return (
    <>
      <fieldset className="reach" aria-label={t("reach.channel")}>
        {channels.map((channel) => (
          <label key={channel.channelId} className="reach-line">
            <input
              type="radio"
              name="reach"
              checked={channel === way.channel}
              onChange={() => choose(channel.channelId)}
            />
            <Icon name={channelIcon(channel.channelKind)} />
            <span className="grow ell">{channel.channelName}</span>
            <span className="muted ell">{stateWords(channel, t)}</span>
          </label>
        ))}
      </fieldset>
      {way.channel.asksAddress && (
        <label className="field">
          <span className="field-label">{t("reach.address")}</span>
          <input
            className="input"
            autoComplete="off"
            value={way.address}
            placeholder={t("reach.address.hint")}
            onChange={(event) => type(event.target.value)}
          />
        </label>
      )}
    </>
  );
}

function stateWords(channel: Reachable, t: ReturnType<typeof useTexts>["t"]): string {
  if (channel.openConversationId) return t("reach.open");
  return channel.windowOpen ? (channel.address ?? "") : t("reach.template");
}
