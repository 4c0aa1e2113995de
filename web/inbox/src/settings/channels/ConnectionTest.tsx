import { useState } from "react";
import type { Channel } from "../../../../contract/types";
import { call } from "../../api/http";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { inLanguage, readAnew } from "../house";
import { Section } from "../kit/Section";
import { fieldErrors } from "../kit/useEdits";
import type { CheckStep } from "./kinds";

interface Props {
  channel: Channel;
  /** What is written but not saved is not what would be tried. */
  unsaved: boolean;
}

/** Tries the connection: each step well or not, and what to do when it is not. */
export function ConnectionTest({ channel, unsaved }: Props) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<CheckStep[] | null>(null);
  const [refused, setRefused] = useState("");
  const test = async () => {
    setBusy(true);
    setRefused("");
    try {
      const { steps } = await call<{ steps: CheckStep[] }>(`/channels/${channel.id}/check`, {
        method: "POST",
      });
      setVerdict(steps);
      await readAnew(["channels"]);
    } catch (error) {
      setRefused(Object.values(fieldErrors(error))[0] ?? "");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title={t("channel.check")}
      lead={t(unsaved ? "channel.check.saveFirst" : "channel.check.lead")}
      act={
        <button
          type="button"
          className="btn btn-small"
          disabled={busy || unsaved}
          onClick={() => void test()}
        >
          <Icon name="refresh" />
          {t(busy ? "channel.check.busy" : "channel.check.run")}
        </button>
      }
    >
      <div role="status" aria-live="polite">
        {refused && <p className="week-wrong">{refused}</p>}
        {verdict && <Steps steps={verdict} />}
      </div>
    </Section>
  );
}

function Steps({ steps }: { steps: CheckStep[] }) {
  const { t, lang } = useTexts();
  const wrong = steps.filter(({ well }) => !well).length;
  return (
    <>
      <p className={wrong ? "chan-verdict" : "chan-verdict is-ok"}>
        {wrong ? t("channel.check.wrong", { count: wrong }) : t("channel.check.well")}
      </p>
      <ol className="chan-steps">
        {steps.map((step) => (
          <li key={step.name} data-well={step.well}>
            <Icon
              name={step.well ? "circle-check-filled" : "alert-circle"}
              size={20}
              label={t(step.well ? "channel.check.ok" : "channel.check.notOk")}
            />
            <div className="grow">
              <b>{inLanguage(step.titles, lang)}</b>
              {step.detail && <p className="muted">{step.detail}</p>}
              {!step.well && <p>{inLanguage(step.remedy, lang)}</p>}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
