import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Channel, ChannelTemplates } from "../../../../contract/types";
import { getTemplates } from "../../api/calls";
import { call } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { useMinute } from "../../live/clock";
import { exactly, span } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { Section } from "../kit/Section";
import { fieldErrors } from "../kit/useEdits";

/** The templates of a channel: when they were last read, what came of it, and reading them now. */
export function Templates({ channel }: { channel: Channel }) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const queryKey = ["templates", channel.id];
  const read = useQuery({
    queryKey,
    queryFn: ({ signal }) => getTemplates(channel.id, signal),
  });
  const sync = async () => {
    setBusy(true);
    setRefused("");
    try {
      const path = `/channels/${channel.id}/templates/sync`;
      queryClient.setQueryData(queryKey, await call<ChannelTemplates>(path, { method: "POST" }));
    } catch (error) {
      await read.refetch();
      setRefused(Object.values(fieldErrors(error))[0] ?? "");
    }
    setBusy(false);
  };
  return (
    <Section
      title={t("channel.templates")}
      lead={t("channel.templates.lead")}
      act={
        <button type="button" className="btn btn-small" disabled={busy} onClick={() => void sync()}>
          <Icon name="refresh" />
          {t(busy ? "channel.templates.busy" : "channel.templates.sync")}
        </button>
      }
    >
      <div role="status">
        <Loaded query={read} skeleton={<TableSkeleton />}>
          {(data) => <Result read={data} refused={refused} />}
        </Loaded>
      </div>
    </Section>
  );
}

function Result({ read, refused }: { read: ChannelTemplates; refused: string }) {
  const { t, lang } = useTexts();
  const now = useMinute();
  const waiting = read.items.filter(({ approved }) => !approved);
  const why = refused || read.trouble;
  return (
    <>
      {read.syncedAt ? (
        <p title={exactly(read.syncedAt, lang)}>
          {t("channel.templates.count", { count: read.items.length - waiting.length })}
          <span className="muted">
            {" · "}
            {t("channel.templates.ago", {
              ago: span(Math.max(0, (now - Date.parse(read.syncedAt)) / 1000)),
            })}
          </span>
        </p>
      ) : (
        <p className="muted">{t("channel.templates.never")}</p>
      )}
      {waiting.length > 0 && (
        <p className="muted">
          {t("channel.templates.waiting", {
            names: waiting
              .map(({ name, language, status }) => `${name} (${language}, ${status.toLowerCase()})`)
              .join(", "),
          })}
        </p>
      )}
      {why && (
        <p className="chan-wrong">
          <Icon name="alert-circle" size={12} /> {t("channel.templates.trouble", { why })}
        </p>
      )}
    </>
  );
}
