import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Conversation } from "../../../contract/types";
import type { Target } from "../app/acts";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";
import { TargetList } from "./TargetList";
import { type AnyTarget, matches, takes } from "./targets";
import { useSubmit } from "./useSubmit";
import { useTargets } from "./useTargets";

interface Props {
  /** The one that is handed on; null for many. */
  chat: Conversation | null;
  act: "assign" | "transfer";
  title: string;
  /** What the search begins with. */
  find?: string | undefined;
  /** What happens then, in words, before it does. */
  then: (target: AnyTarget) => string;
  onClose: () => void;
  onGive: (target: Target, note: string) => Promise<boolean>;
}

/** Assign or transfer: find who gets it, say why, and know what happens then. */
export default function TargetPicker({
  chat,
  act,
  title,
  find = "",
  then,
  onClose,
  onGive,
}: Props) {
  const { t } = useTexts();
  const listId = useId();
  const { targets, loading, failed, retry } = useTargets(chat, act, true);
  const [asked, setAsked] = useState(find);
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const noteField = useRef<HTMLTextAreaElement>(null);
  const found = targets.filter((each) => matches(each, asked));
  const open = found.filter(takes);
  // Nothing is proposed out of half a list: who comes in later may be the better one.
  const proposed = loading || failed ? undefined : open[0];
  const target = open.find((each) => each.id === chosen) ?? proposed ?? null;

  const give = async () => !!target && onGive(target, note.trim());
  const { busy, submit } = useSubmit(give, onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && open.length > 0) {
      event.preventDefault();
      const at = target ? open.indexOf(target) : -1;
      setChosen(open[(at + step + open.length) % open.length]?.id ?? null);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (act === "assign") void submit();
      else noteField.current?.focus();
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="act-form"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        }}
      >
        <div className="act-search">
          <Icon name="search" />
          <input
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={target ? `${listId}-${target.id}` : undefined}
            aria-autocomplete="list"
            aria-label={t(`acts.${act}.find`)}
            placeholder={t(`acts.${act}.find`)}
            autoComplete="off"
            value={asked}
            onChange={(event) => {
              setAsked(event.target.value);
              setChosen(null);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <TargetList
          id={listId}
          targets={found}
          chosen={target?.id ?? null}
          loading={loading}
          onRetry={failed ? retry : undefined}
          onChoose={(id) => {
            setChosen(id);
            if (act === "transfer") noteField.current?.focus();
          }}
        />
        {act === "transfer" && (
          <NoteField
            ref={noteField}
            label={t("acts.transfer.note")}
            value={note}
            onChange={setNote}
          />
        )}
        <p className="act-then" role="status">
          {target && <Icon name="info-circle" />}
          {target && then(target)}
        </p>
        <ActButtons
          label={target ? t(`acts.${act}.to`, { name: target.name }) : t(`command.${act}`)}
          disabled={!target || busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
