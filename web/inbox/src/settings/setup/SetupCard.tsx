import { follow } from "../../app/places";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { changeSetup, useSetup } from "../house";
import { pagePath } from "../pages";
import { doneOf, isDone } from "./steps";
import "../../texts/settings";
import "../../texts/house";
import "./setup.css";

/** In an admin's empty inbox: how far the house has been set up, and the next step. */
export default function SetupCard() {
  const { t } = useTexts();
  const setup = useSetup().data;
  if (!setup || setup.hidden || isDone(setup)) return null;
  const next = setup.steps.find((each) => !each.done);
  const path = pagePath("set-up");
  return (
    <section className="setup-card" aria-label={t("settings.setup")}>
      <b>{t("setup.card", { done: doneOf(setup), all: setup.steps.length })}</b>
      <progress value={doneOf(setup)} max={setup.steps.length} aria-label={t("settings.setup")} />
      {next && <p>{t("setup.next", { step: t(`setup.${next.step}`) })}</p>}
      <div className="setup-card-acts">
        <a className="btn btn-small" href={path} onClick={(event) => follow(event, path)}>
          {t("setup.go")}
          <Icon name="chevron-right" size={12} />
        </a>
        <button
          type="button"
          className="btn btn-small btn-plain"
          onClick={() => void changeSetup({ hidden: true })}
        >
          {t("setup.hide")}
        </button>
      </div>
    </section>
  );
}
