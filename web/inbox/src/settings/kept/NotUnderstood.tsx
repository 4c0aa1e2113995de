import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Kept, KeptPage } from "../../../../contract/types";
import { call } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { useMinute } from "../../live/clock";
import { exactly, listTime } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { useChannels } from "../house";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import "../../texts/house";
import "./kept.css";

const KEPT = ["not-understood"];
const EVERY = 10_000;

/** /settings/not-understood: what came in and could not be taken, so that nothing is lost in silence. */
export default function NotUnderstood({ page }: PageProps) {
  const { t } = useTexts();
  const kept = useQuery({
    queryKey: KEPT,
    queryFn: ({ signal }) => call<KeptPage>("/not-understood", { signal }),
    refetchInterval: EVERY,
  });
  return (
    <PageFrame page={page} lead={t("kept.lead")} wide>
      <Loaded query={kept} skeleton={<TableSkeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="circle-check" title={t("kept.none")} lead={t("kept.none.lead")} />
          ) : (
            <ul className="kept-list">
              {items.map((one) => (
                <Row key={one.id} kept={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </PageFrame>
  );
}

function Row({ kept }: { kept: Kept }) {
  const { t, lang } = useTexts();
  const now = useMinute();
  const channels = useChannels().data?.items ?? [];
  const channel = channels.find(({ id }) => id === kept.channelId)?.name ?? "";
  const title = kept.subject || kept.sender || t("kept.unnamed");
  return (
    <li className="set-card kept-row">
      <div className="kept-words">
        <b>{title}</b>
        <span className="muted">
          {[kept.subject ? kept.sender : null, channel].filter(Boolean).join(" · ")}
          {" · "}
          <time dateTime={kept.at} data-tip={exactly(kept.at, lang)}>
            {listTime(kept.at, lang, now)}
          </time>
        </span>
        <p>{kept.reason}</p>
      </div>
      <Acts kept={kept} title={title} />
    </li>
  );
}

function Acts({ kept, title }: { kept: Kept; title: string }) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const act = async (method: "POST" | "DELETE", way = "") => {
    setBusy(true);
    try {
      const found = await call<{ understood?: boolean }>(`/not-understood/${kept.id}${way}`, {
        method,
      });
      if (found.understood === false) toast({ text: t("kept.still"), tone: "warn" });
    } catch {
      toast({ text: t("kept.failed"), tone: "warn" });
    }
    setBusy(false);
    await queryClient.invalidateQueries({ queryKey: KEPT });
  };
  return (
    <div className="kept-acts">
      {kept.size != null && (
        <>
          <button
            type="button"
            className="btn btn-small"
            disabled={busy}
            aria-label={`${t("kept.retry")}: ${title}`}
            onClick={() => void act("POST", "/retry")}
          >
            <Icon name="refresh" />
            {t("kept.retry")}
          </button>
          <a
            className="btn btn-small"
            href={`/api/v1/not-understood/${kept.id}/raw`}
            download
            aria-label={`${t("kept.download")}: ${title}`}
          >
            <Icon name="download" />
            {t("kept.download")}
          </a>
        </>
      )}
      <button
        type="button"
        className="btn btn-small"
        disabled={busy}
        aria-label={`${t(sure ? "kept.sure" : "kept.remove")}: ${title}`}
        onBlur={() => setSure(false)}
        onClick={() => (sure ? void act("DELETE") : setSure(true))}
      >
        <Icon name="trash" />
        {t(sure ? "kept.sure" : "kept.remove")}
      </button>
    </div>
  );
}
