import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SignedInPlace } from "../../../../contract/types";
import { endMyOtherSessions, endMySession, getMySessions } from "../../api/accounts";
import { queryClient } from "../../api/queryClient";
import { refusalText } from "../../app/refusals";
import { toast } from "../../app/toasts";
import { useMinute } from "../../live/clock";
import { exactly, listTime } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Ask } from "../kit/Ask";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { Section } from "../kit/Section";
import { deviceName } from "./device";

const EVERY = 60_000;

/** Where one is signed in, and the way out of each. */
export function Sessions() {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  const places = useQuery({
    queryKey: ["my-sessions"],
    queryFn: ({ signal }) => getMySessions(signal),
    refetchInterval: EVERY,
  });
  const others = places.data?.items.filter(({ current }) => !current).length ?? 0;
  return (
    <Section
      title={t("account.sessions")}
      lead={t("account.sessions.lead")}
      act={
        others > 0 && (
          <button type="button" className="btn btn-small" onClick={() => setAsking(true)}>
            {t("account.sessions.endOthers")}
          </button>
        )
      }
    >
      <Loaded query={places} skeleton={<TableSkeleton />}>
        {({ items }) => (
          <ul className="invites">
            {items.map((place) => (
              <Place key={place.id} place={place} />
            ))}
          </ul>
        )}
      </Loaded>
      {asking && (
        <Ask
          title={t("account.sessions.endOthers.title")}
          lead={t("account.sessions.endOthers.lead", { count: others })}
          yes={t("account.sessions.endOthers")}
          onYes={() => {
            setAsking(false);
            void attempt(endMyOtherSessions, t("account.sessions.ended", { count: others }));
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

async function attempt(act: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await act();
    toast({ text: done, tone: "ok" });
  } catch (error) {
    toast({ text: refusalText(error), tone: "warn" });
  }
  await queryClient.invalidateQueries({ queryKey: ["my-sessions"] });
}

function Place({ place: { id, device, address, lastSeenAt, current } }: { place: SignedInPlace }) {
  const { t, lang } = useTexts();
  const now = useMinute();
  const name = deviceName(device) || t("account.sessions.unknown");
  return (
    <li className="invite-row">
      <span className="who-words">
        <span className="who-name" title={device}>
          {name}
          {current && <span className="tag-off">{t("account.sessions.this")}</span>}
        </span>
        <span className="who-email">
          {address && <span className="num">{address} · </span>}
          <time dateTime={lastSeenAt} data-tip={exactly(lastSeenAt, lang)}>
            {t("account.sessions.seen", { time: listTime(lastSeenAt, lang, now) })}
          </time>
        </span>
      </span>
      {!current && (
        <button
          type="button"
          className="btn btn-small"
          aria-label={t("account.sessions.endOne", { name })}
          onClick={() =>
            void attempt(() => endMySession(id), t("account.sessions.ended", { count: 1 }))
          }
        >
          <Icon name="logout" size={12} />
          {t("account.sessions.end")}
        </button>
      )}
    </li>
  );
}
