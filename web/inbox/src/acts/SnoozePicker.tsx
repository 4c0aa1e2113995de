import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { getWorkspace } from "../api/calls";
import { inZone, zoneName } from "../texts/format";
import { useTexts } from "../texts/i18n";
import type { IconName } from "../ui/iconPaths";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { OptionList } from "./OptionList";
import { fieldValue, readField, type SnoozeTime, snoozeTimes } from "./snoozeTimes";

const ICONS: Record<SnoozeTime["id"], IconName> = {
  hour: "clock",
  afternoon: "sun",
  tomorrow: "sun",
  monday: "calendar",
};
const HOUR = 3_600_000;
const LONGEST = 366 * 24 * HOUR;

interface Props {
  title: string;
  onClose: () => void;
  onPick: (until: Date) => void;
}

/** Until when it rests; the times are those of the house. */
export default function SnoozePicker({ title, onClose, onPick }: Props) {
  const { t, lang } = useTexts();
  const [now] = useState(() => new Date());
  const [picking, setPicking] = useState(false);
  const { data } = useQuery({
    queryKey: ["workspace"],
    queryFn: ({ signal }) => getWorkspace(signal),
  });
  const house = data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const times = snoozeTimes(now, house);
  const choose = (until: Date) => {
    onClose();
    onPick(until);
  };
  return (
    <Dialog title={title} onClose={onClose} width={400}>
      {picking ? (
        <PickTime house={house} now={now} onBack={() => setPicking(false)} onPick={choose} />
      ) : (
        <OptionList
          label={title}
          options={[
            ...times.map(({ id, at }) => ({
              id,
              icon: ICONS[id],
              label: t(`acts.snooze.${id}`),
              aside: inZone(at, house, lang, now),
            })),
            { id: "pick", icon: "calendar" as const, label: t("acts.snooze.pick") },
          ]}
          onChoose={(id) => {
            const time = times.find((each) => each.id === id);
            if (time) choose(time.at);
            else setPicking(true);
          }}
        />
      )}
      <p className="act-then">{t("acts.snooze.then", { zone: zoneName(house, now, lang) })}</p>
    </Dialog>
  );
}

interface PickProps {
  house: string;
  now: Date;
  onBack: () => void;
  onPick: (until: Date) => void;
}

function PickTime({ house, now, onBack, onPick }: PickProps) {
  const { t, lang } = useTexts();
  const id = useId();
  const [value, setValue] = useState(() => fieldValue(new Date(now.getTime() + HOUR), house));
  const until = readField(value, house);
  const ahead = until ? until.getTime() - Date.now() : 0;
  const good = ahead > 0 && ahead <= LONGEST;
  return (
    <form
      className="act-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (until && good) onPick(until);
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t("acts.snooze.when", { zone: zoneName(house, now, lang) })}</label>
        <input
          // biome-ignore lint/a11y/noAutofocus: one has just asked for it
          autoFocus
          id={id}
          className="input"
          type="datetime-local"
          value={value}
          min={fieldValue(now, house)}
          aria-invalid={!good}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => setValue(event.target.value)}
        />
        <p id={`${id}-wrong`} className="field-wrong" role="alert">
          {!good && t("acts.snooze.past")}
        </p>
      </div>
      <ActButtons label={t("command.snooze")} disabled={!good} onCancel={onBack} />
    </form>
  );
}
