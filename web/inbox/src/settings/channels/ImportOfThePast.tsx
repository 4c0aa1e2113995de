import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Channel, ImportProgress } from "../../../../contract/types";
import { call } from "../../api/http";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { changeChannel } from "../house";
import { Section } from "../kit/Section";

/** Each mail that is filed is heard of; this is for its begin, and for mails of which nothing is filed. */
const EVERY = 10_000;

/**
 * How far older mail has been filed, and the button that ends it; how many it was when all is filed
 * while one looks on. Nothing when nothing is under way.
 */
export function ImportOfThePast({ channel }: { channel: Channel }) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const [stopped, setStopped] = useState(false);
  const { data } = useQuery({
    queryKey: ["channel-import", channel.id],
    queryFn: ({ signal }) => call<ImportProgress>(`/channels/${channel.id}/import`, { signal }),
    refetchInterval: EVERY,
    enabled: channel.enabled && channel.id !== "",
  });
  const [seen, setSeen] = useState<ImportProgress>();
  useEffect(() => {
    if (data?.running) setSeen(data);
  }, [data]);
  if (!data?.running) {
    const filed = data && seen && !stopped;
    return filed ? (
      <Section title={t("channel.import")}>
        <p role="status">{t("channel.import.done", { all: seen.total })}</p>
      </Section>
    ) : null;
  }
  const stop = async () => {
    setBusy(true);
    try {
      await changeChannel(channel, { settings: { start: "now" } });
      setStopped(true);
    } catch {
      toast({ text: t("kept.failed"), tone: "warn" });
    }
    setBusy(false);
  };
  return (
    <Section
      title={t("channel.import")}
      lead={t("channel.import.lead")}
      act={
        <button type="button" className="btn btn-small" disabled={busy} onClick={() => void stop()}>
          {t("channel.import.stop")}
        </button>
      }
    >
      <p role="status">{t("channel.import.progress", { done: data.done, all: data.total })}</p>
      <progress
        className="chan-progress"
        value={data.done}
        max={Math.max(data.total, 1)}
        aria-label={t("channel.import")}
      />
    </Section>
  );
}
