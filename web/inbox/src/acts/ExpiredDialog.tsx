import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ResolveExpiredBody } from "../../../contract/types";
import { countExpired } from "../api/bulk";
import { resolveExpired } from "../app/bulkActs";
import { useChannels } from "../settings/house";
import { number } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Broken } from "../ui/Broken";
import { Icon } from "../ui/Icon";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { useSubmit } from "./useSubmit";

/** Asks once, naming how many: all whose reply window has closed, of some channels, with the waiting ones. */
export default function ExpiredDialog({ onClose }: { onClose: () => void }) {
  const { t, lang } = useTexts();
  const [waiting, setWaiting] = useState(false);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const channels = (useChannels().data?.items ?? []).filter(({ limits }) => limits?.window);
  const chosen = channels.filter(({ id }) => !without.has(id)).map(({ id }) => id);
  const body: ResolveExpiredBody = {
    includeUnassigned: waiting,
    ...(without.size > 0 ? { channelId: chosen } : {}),
  };
  const counted = useQuery({
    queryKey: ["expired", chosen],
    enabled: without.size === 0 || chosen.length > 0,
    queryFn: ({ signal }) => countExpired(body, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const none = without.size > 0 && chosen.length === 0;
  const data = none ? { handled: 0, waiting: 0 } : counted.data;
  const count = data ? data.handled + (waiting ? data.waiting : 0) : 0;
  const { busy, submit } = useSubmit(() => resolveExpired(body), onClose);
  const ready = !busy && count > 0 && !counted.isFetching && !counted.isError;
  const tick = (id: string) =>
    setWithout((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Dialog title={t("expired.title")} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        {channels.length > 1 && (
          <fieldset className="expired-of">
            <legend>{t("expired.channels")}</legend>
            {channels.map(({ id, name }) => (
              <label className="share-tick" key={id}>
                <input type="checkbox" checked={!without.has(id)} onChange={() => tick(id)} />
                <span className="ell">{name}</span>
              </label>
            ))}
          </fieldset>
        )}
        {data && (data.waiting > 0 || waiting) && (
          <label className="share-tick">
            <input
              type="checkbox"
              checked={waiting}
              onChange={(event) => setWaiting(event.target.checked)}
            />
            <span>
              {t("expired.waiting", { count: data.waiting, n: number(data.waiting, lang) })}
            </span>
          </label>
        )}
        {counted.isError && (
          <Broken
            title={t("expired.error")}
            lead={t("share.error.lead")}
            error={counted.error}
            onRetry={() => void counted.refetch()}
          />
        )}
        <p className="act-then" role="status">
          <Icon name="info-circle" />
          {data && t(count > 0 ? "expired.then" : "expired.nothing", { count })}
        </p>
        <ActButtons
          label={t("expired.do", { count, n: number(count, lang) })}
          disabled={!ready}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
