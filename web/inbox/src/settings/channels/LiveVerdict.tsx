import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Channel, ChannelCheck, CheckStep } from "../../../../contract/types";
import { call } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { useLiveStatus } from "../../live/hooks";
import { exactly } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Broken } from "../../ui/Broken";
import { Icon } from "../../ui/Icon";
import { inLanguage } from "../house";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { Section } from "../kit/Section";
import { Trial } from "./Trial";

const CHECK = "channel-check";

/** Milliseconds: mail servers take their time over a wrong password, and several are asked one by one. */
const PATIENCE = 60_000;

const verdictBy = (act: "check" | "connect", channelId: string, signal: AbortSignal) =>
  call<ChannelCheck>(`/channels/${channelId}/${act}`, {
    method: "POST",
    signal,
    patience: PATIENCE,
  });

/** Says to the provider where to call us, and tries the connection; the verdict takes the old one's place. */
export async function connect(channelId: string): Promise<void> {
  const queryKey = [CHECK, channelId];
  // One that is under way tries what was stored before.
  await queryClient.cancelQueries({ queryKey });
  await queryClient
    .fetchQuery({
      queryKey,
      queryFn: ({ signal }) => verdictBy("connect", channelId, signal),
      staleTime: 0,
      retry: false,
    })
    .catch(() => undefined); // Whoever looks at the verdict sees that none came.
}

/** The verdict on what is stored. What happens to the channel while it is on screen asks anew. */
const useVerdict = (channelId: string) =>
  useQuery({
    queryKey: [CHECK, channelId],
    queryFn: ({ signal }) => verdictBy("check", channelId, signal),
    // One comes back from the provider's own pages.
    refetchOnWindowFocus: true,
    retry: false,
  });

interface Props {
  channel: Channel;
  /** What is written but not saved is not what would be tried. */
  unsaved: boolean;
}

/** Each step of a working connection, as it is now: well, or what to do. */
export function LiveVerdict({ channel, unsaved }: Props) {
  const { t } = useTexts();
  const verdict = useVerdict(channel.id);
  const live = useLiveStatus().state === "live";
  const busy = verdict.isFetching;
  return (
    <Section
      title={t("channel.check")}
      lead={t(
        unsaved ? "channel.check.saveFirst" : live ? "channel.check.live" : "channel.check.lead",
      )}
      act={
        <button
          type="button"
          className="btn btn-small"
          disabled={busy || unsaved}
          onClick={() => void connect(channel.id)}
        >
          <Icon name="refresh" />
          {t(busy ? "channel.check.busy" : "channel.check.run")}
        </button>
      }
    >
      <div role="status" aria-live="polite" aria-busy={busy}>
        {verdict.isError && !busy ? (
          // An earlier verdict is not one on what is stored now.
          <Broken
            title={t("channel.check.none")}
            lead={t("channel.check.none.lead")}
            error={verdict.error}
            onRetry={() => void connect(channel.id)}
          />
        ) : (
          <Loaded query={verdict} skeleton={<TableSkeleton />}>
            {({ steps }) => (
              <Steps steps={steps} trial={<Trial channel={channel} unsaved={unsaved} />} />
            )}
          </Loaded>
        )}
      </div>
    </Section>
  );
}

interface StepsProps {
  steps: readonly CheckStep[];
  /** Stands with the step that it is about. */
  trial: ReactNode;
}

function Steps({ steps, trial }: StepsProps) {
  const { t } = useTexts();
  const wrong = steps.filter(({ well }) => !well).length;
  return (
    <>
      <p className={wrong ? "chan-verdict" : "chan-verdict is-ok"}>
        {wrong ? t("channel.check.wrong", { count: wrong }) : t("channel.check.well")}
      </p>
      <ol className="chan-steps">
        {steps.map((step) => (
          <Step key={step.name} step={step}>
            {step.name === "trial" && trial}
          </Step>
        ))}
      </ol>
    </>
  );
}

function Step({ step, children }: { step: CheckStep; children: ReactNode }) {
  const { t, lang } = useTexts();
  return (
    <li data-step={step.name} data-well={step.well}>
      <Icon
        name={step.well ? "circle-check-filled" : "alert-circle"}
        size={20}
        label={t(step.well ? "channel.check.ok" : "channel.check.notOk")}
      />
      <div className="grow">
        <b>{inLanguage(step.titles, lang)}</b>
        {step.at && (
          <time className="meta muted" dateTime={step.at}>
            {exactly(step.at, lang)}
          </time>
        )}
        {step.detail && <p className="muted">{step.detail}</p>}
        {!step.well && <p>{inLanguage(step.remedy, lang)}</p>}
        {children}
      </div>
    </li>
  );
}
