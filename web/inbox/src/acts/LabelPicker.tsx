import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Label } from "../../../contract/types";
import { getLabelCategories, getLabels } from "../api/tools";
import { startsWords } from "../composer/trigger";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { LabelDot } from "../ui/LabelChip";
import { RowSkeletons } from "../ui/Skeletons";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { useSubmit } from "./useSubmit";

interface Props {
  title: string;
  /** The ids of those that are on it. */
  before: readonly string[];
  onClose: () => void;
  onSave: (ids: string[]) => Promise<boolean>;
}

/** Labels, found by a few letters, put on and taken off with Enter. */
export default function LabelPicker({ title, before, onClose, onSave }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>(before);
  const [asked, setAsked] = useState("");
  const [at, setAt] = useState(0);
  const { groups, query } = useGroups(chosen, asked);
  const all = groups.flatMap((group) => group.labels);
  const active = all[Math.min(at, all.length - 1)];
  const changed = chosen.length !== before.length || chosen.some((one) => !before.includes(one));

  const toggle = (label: Label) =>
    setChosen((now) =>
      now.includes(label.id) ? now.filter((one) => one !== label.id) : [...now, label.id],
    );
  const { busy, submit } = useSubmit(async () => !changed || onSave([...chosen]), onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && all.length > 0)
      setAt((Math.min(at, all.length - 1) + step + all.length) % all.length);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
    else if (event.key === "Enter" && active) toggle(active);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={title} onClose={onClose} width={420}>
      <form className="act-form" onSubmit={submit}>
        <div className="act-search">
          <Icon name="search" />
          <input
            data-autofocus
            value={asked}
            placeholder={t("label.search")}
            role="combobox"
            aria-label={t("label.search")}
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={active ? `${id}-${active.id}` : undefined}
            onChange={(event) => {
              setAsked(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <Options
          id={id}
          groups={groups}
          active={active}
          chosen={chosen}
          loading={query.isPending}
          onToggle={toggle}
        />
        <ActButtons label={t("label.save")} disabled={!changed || busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

interface Group {
  id: string;
  name: string;
  labels: Label[];
}

/** By category; archived ones only where the chat has them. */
function useGroups(chosen: readonly string[], asked: string) {
  const labels = useQuery({ queryKey: ["labels"], queryFn: ({ signal }) => getLabels(signal) });
  const categories = useQuery({
    queryKey: ["labelCategories"],
    queryFn: ({ signal }) => getLabelCategories(signal),
  });
  const kinds = categories.data?.items ?? [];
  const shut = new Set(kinds.filter((each) => each.archived).map((each) => each.id));
  const offered = (labels.data?.items ?? []).filter(
    (each) => chosen.includes(each.id) || !(each.archived || shut.has(each.categoryId)),
  );
  const groups: Group[] = kinds
    .map((kind) => ({
      id: kind.id,
      name: kind.name,
      labels: offered.filter(
        (each) => each.categoryId === kind.id && startsWords(`${each.name} ${kind.name}`, asked),
      ),
    }))
    .filter((group) => group.labels.length > 0);
  return { groups, query: labels };
}

interface OptionsProps {
  id: string;
  groups: readonly Group[];
  active: Label | undefined;
  chosen: readonly string[];
  loading: boolean;
  onToggle: (label: Label) => void;
}

function Options({ id, groups, active, chosen, loading, onToggle }: OptionsProps) {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = active && box.current?.querySelector(`[data-id="${active.id}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className="targets" ref={box}>
      <div id={id} role="listbox" aria-multiselectable="true" aria-label={t("panel.labels")}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={group.id} role="group" aria-label={group.name}>
            <div className="targets-h" aria-hidden="true">
              {group.name}
            </div>
            {group.labels.map((label) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
              <div
                key={label.id}
                id={`${id}-${label.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={chosen.includes(label.id)}
                data-id={label.id}
                data-active={label.id === active?.id ? "" : undefined}
                className="target label-option"
                onClick={() => onToggle(label)}
              >
                <LabelDot color={label.color} />
                <span className="target-b">
                  <span className="ell">{label.name}</span>
                </span>
                {chosen.includes(label.id) && <Icon name="check" />}
              </div>
            ))}
          </div>
        ))}
      </div>
      {loading && <RowSkeletons late />}
      {!loading && groups.length === 0 && <div className="targets-none">{t("label.none")}</div>}
    </div>
  );
}
