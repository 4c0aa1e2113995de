import type { Setup, SetupState } from "../../../../contract/types";
import { follow } from "../../app/places";
import { toast } from "../../app/toasts";
import { useMinute } from "../../live/clock";
import { span } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { snippetOf } from "../channels/Snippet";
import { changeSetup, useChannels, useSetup } from "../house";
import { Loaded } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import { doneOf, whereTo } from "./steps";
import "../../texts/house";
import "../channels/channels.css";
import "./setup.css";

/** /settings/set-up: the way to a working house, each step as it really is. */
export default function SetUp({ page }: PageProps) {
  const { t } = useTexts();
  const setup = useSetup(true);
  return (
    <PageFrame page={page} lead={t("setup.lead")}>
      <Loaded query={setup}>{(data) => <Checklist setup={data} />}</Loaded>
    </PageFrame>
  );
}

function Checklist({ setup }: { setup: Setup }) {
  const { t } = useTexts();
  const done = doneOf(setup);
  const next = setup.steps.find((each) => !each.done);
  return (
    <>
      <div className="setup-h">
        <b>{t("setup.progress", { done, all: setup.steps.length })}</b>
        <progress value={done} max={setup.steps.length} aria-label={t("settings.setup")} />
        <button
          type="button"
          className="btn btn-small btn-plain"
          onClick={() => void changeSetup({ hidden: !setup.hidden })}
        >
          {t(setup.hidden ? "setup.show" : "setup.hide")}
        </button>
      </div>
      <ol className="setup-steps">
        {setup.steps.map((state) => (
          <Step key={state.step} state={state} setup={setup} isNext={state === next} />
        ))}
      </ol>
      {setup.loopback && (
        <p className="set-card setup-loopback">
          <Icon name="alert-triangle" />
          <span>{t("setup.loopback", { url: setup.publicUrl })}</span>
        </p>
      )}
    </>
  );
}

interface StepProps {
  state: SetupState;
  setup: Setup;
  isNext: boolean;
}

function Step({ state, setup, isNext }: StepProps) {
  const { t } = useTexts();
  const { step, done } = state;
  const path = whereTo(state);
  return (
    <li className={isNext ? "setup-step is-next" : "setup-step"} data-step={step} data-done={done}>
      <Icon
        name={done ? "circle-check-filled" : "circle"}
        size={20}
        label={t(done ? "setup.done" : "setup.open")}
      />
      <div className="grow">
        <a className="setup-name" href={path} onClick={(event) => follow(event, path)}>
          {t(`setup.${step}`)}
        </a>
        <p>
          <Words state={state} />
        </p>
        {step === "site" && !done && state.channelId && (
          <Tag channelId={state.channelId} publicUrl={setup.publicUrl} />
        )}
      </div>
      {step === "hours" && !done && (
        <button
          type="button"
          className="btn btn-small"
          onClick={() => void changeSetup({ confirmed: ["hours"] })}
        >
          {t("setup.hours.confirm")}
        </button>
      )}
      {step === "chat" && !done && state.channelId && (
        <a
          className="btn btn-small"
          href={`/demo?channel=${state.channelId}`}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="external-link" />
          {t("setup.chat.try")}
        </a>
      )}
    </li>
  );
}

function Words({ state }: { state: SetupState }) {
  const { t } = useTexts();
  const now = useMinute();
  const { step, done, count } = state;
  if (step === "departments") return t("setup.departments.count", { count: count ?? 0 });
  if (step === "members") return t("setup.members.count", { count: count ?? 0 });
  if (step === "connected" && !done)
    return t("setup.connected.lead", { name: state.channelName ?? "" });
  if (step === "channel" && done) return state.channelName ?? "";
  if (step === "site" && state.seenAt && state.seenOn) {
    const ago = Math.max(0, (now - Date.parse(state.seenAt)) / 1000);
    return ago < 60
      ? t("chat.seenNow", { site: state.seenOn })
      : t("chat.seen", { site: state.seenOn, ago: span(ago) });
  }
  return t(done ? `setup.${step}.done` : `setup.${step}.lead`);
}

function Tag({ channelId, publicUrl }: { channelId: string; publicUrl: string }) {
  const { t } = useTexts();
  const channel = useChannels().data?.items.find(({ id }) => id === channelId);
  if (!channel?.settings) return null;
  const settings = channel.settings as { brand_color: string; launcher_side?: string };
  const text = snippetOf(publicUrl, channelId, { launcher_side: "right", ...settings });
  return (
    <div className="setup-tag">
      <pre className="chat-snippet">
        <code>{text}</code>
      </pre>
      <button
        type="button"
        className="btn btn-small"
        onClick={() =>
          void navigator.clipboard
            .writeText(text)
            .then(() => toast({ name: "copied", text: t("chat.snippet.copied"), tone: "ok" }))
        }
      >
        <Icon name="copy" />
        {t("chat.snippet.copy")}
      </button>
    </div>
  );
}
