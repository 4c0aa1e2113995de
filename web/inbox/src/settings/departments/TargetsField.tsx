import { NumberInput, Select } from "@mantine/core";
import type { AnswerTargets, Channel } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

const MINUTE = 60;

interface Props {
  targets: AnswerTargets[];
  channels: Channel[];
  error: string | undefined;
  onChange: (targets: AnswerTargets[]) => void;
}

/** How soon customers are to be answered: in the whole department, and otherwise on single channels. */
export function TargetsField({ targets, channels, error, onChange }: Props) {
  const { t } = useTexts();
  const general = targets.find((one) => !one.channelId) ?? {};
  const own = targets.filter((one) => one.channelId);
  const free = channels.filter(({ id }) => own.every((one) => one.channelId !== id));
  const put = (next: AnswerTargets) => {
    const others = targets.filter((one) => (one.channelId ?? null) !== (next.channelId ?? null));
    onChange([...others, next]);
  };
  return (
    <section className="set-stack" id="field-targets">
      <h3 className="set-h3">{t("targets.title")}</h3>
      <p className="muted set-small">{t("targets.lead")}</p>
      <Pair targets={general} where={null} onChange={put} />
      {own.map((one) => {
        const name = channels.find(({ id }) => id === one.channelId)?.name ?? "";
        return (
          <fieldset className="set-group" key={one.channelId}>
            <legend className="set-group-head">
              {name}
              <button
                type="button"
                className="ib"
                aria-label={t("targets.asElsewhere", { channel: name })}
                data-tip={t("targets.asElsewhere", { channel: name })}
                onClick={() => onChange(targets.filter((each) => each !== one))}
              >
                <Icon name="x" size={16} />
              </button>
            </legend>
            <Pair targets={one} where={name} onChange={put} />
          </fieldset>
        );
      })}
      {free.length > 0 && (
        <Select
          label={t("targets.ofChannel")}
          placeholder={t("targets.choose")}
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(channelId) => channelId && put({ channelId })}
        />
      )}
      {error && (
        <p className="set-error" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}

interface PairProps {
  targets: AnswerTargets;
  where: string | null;
  onChange: (targets: AnswerTargets) => void;
}

/** Kept in seconds, entered in minutes; empty is what is usual on the channel. */
function Pair({ targets, where, onChange }: PairProps) {
  const { t, lang } = useTexts();
  return (
    <div className="set-two">
      {(["firstAnswer", "nextAnswer"] as const).map((name) => (
        <NumberInput
          key={name}
          label={t(`targets.${name}`)}
          aria-label={where ? `${t(`targets.${name}`)}, ${where}` : undefined}
          placeholder={t(where ? "targets.asDepartment" : "targets.usual")}
          value={targets[name] == null ? "" : (targets[name] as number) / MINUTE}
          min={0}
          decimalScale={1}
          decimalSeparator={lang === "id" ? "," : "."}
          suffix={` ${t("targets.minutes")}`}
          onChange={(value) =>
            onChange({
              ...targets,
              [name]: value === "" ? null : Math.round(Number(value) * MINUTE),
            })
          }
        />
      ))}
    </div>
  );
}
