import { useEffect, useRef } from "react";
import { type Translate, useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { RowSkeletons } from "../ui/Skeletons";
import type { AnyTarget, DepartmentTarget, MemberTarget } from "./targets";

interface Props {
  id: string;
  targets: readonly AnyTarget[];
  chosen: string | null;
  loading: boolean;
  /** Set when they could not be read. */
  onRetry?: () => void;
  onChoose: (id: string) => void;
}

/** Agents, each with presence, load and departments; below them the departments. */
export function TargetList({ id, targets, chosen, loading, onRetry, onChoose }: Props) {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen)
      box.current?.querySelector(`[data-id="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const members = targets.filter((each) => each.kind === "member");
  const departments = targets.filter((each) => each.kind === "department");
  const option = (target: AnyTarget) => (
    <Option
      key={target.id}
      id={`${id}-${target.id}`}
      target={target}
      chosen={target.id === chosen}
      onChoose={onChoose}
    />
  );
  return (
    <div className="targets" ref={box}>
      <div id={id} role="listbox" aria-label={t("acts.targets")} aria-busy={loading}>
        {members.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div role="group" aria-label={t("acts.agents")}>
            <div className="targets-h" aria-hidden="true">
              {t("acts.agents")}
            </div>
            {members.map(option)}
          </div>
        )}
        {departments.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div role="group" aria-label={t("acts.departments")}>
            <div className="targets-h" aria-hidden="true">
              {t("acts.departments")}
            </div>
            {departments.map(option)}
          </div>
        )}
      </div>
      {loading && <RowSkeletons late />}
      {onRetry && (
        <div className="targets-none" role="alert">
          {t("acts.failed")}
          <button type="button" className="btn-link" onClick={onRetry}>
            {t("thread.retry")}
          </button>
        </div>
      )}
      {!loading && !onRetry && targets.length === 0 && (
        <div className="targets-none">{t("acts.nobody")}</div>
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  target: AnyTarget;
  chosen: boolean;
  onChoose: (id: string) => void;
}

function Option({ id, target, chosen, onChoose }: OptionProps) {
  const full = target.kind === "member" && target.full;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={full || undefined}
      data-id={target.id}
      className="target"
      onClick={() => !full && onChoose(target.id)}
    >
      {target.kind === "member" ? (
        <MemberLine target={target} />
      ) : (
        <DepartmentLine target={target} />
      )}
    </div>
  );
}

function stateWords({ state, reason }: MemberTarget, t: Translate, lang: "en" | "id"): string {
  if (state === "away" && reason) return t("acts.state.awayWith", { reason: reason[lang] });
  return t(`acts.state.${state}`);
}

function MemberLine({ target }: { target: MemberTarget }) {
  const { t, lang } = useTexts();
  return (
    <>
      <Avatar name={target.name} size={28} />
      <span className="target-b">
        <span className="ell" title={target.name}>
          {target.name}
        </span>
        <span className="target-s">
          <i className={`dot dot-${target.state}`} />
          <span className="ell" title={target.departments}>
            {[stateWords(target, t, lang), target.departments].filter(Boolean).join(" · ")}
          </span>
        </span>
      </span>
      <span className={target.full ? "chip chip-warn" : "chip chip-bare"}>
        {t(target.full ? "acts.loadFull" : "acts.load", {
          load: target.load,
          capacity: target.capacity,
        })}
      </span>
    </>
  );
}

function DepartmentLine({ target }: { target: DepartmentTarget }) {
  const { t } = useTexts();
  return (
    <>
      <span className="av av-28" aria-hidden="true">
        <Icon name="stack-2" />
      </span>
      <span className="target-b">
        <span className="ell" title={target.name}>
          {target.name}
        </span>
        <span className="target-s">{t("acts.queueOf")}</span>
      </span>
    </>
  );
}
