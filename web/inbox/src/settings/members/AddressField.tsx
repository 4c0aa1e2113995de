import { Pill, PillsInput } from "@mantine/core";
import { useTexts } from "../../texts/i18n";
import { type Chip, withAddresses } from "./addresses";

interface Props {
  chips: Chip[];
  text: string;
  error?: string | undefined;
  onChange: (chips: Chip[], text: string) => void;
}

/** Many addresses: typed, or pasted as a list of any kind. Wrong ones stay, marked, to be mended. */
export function AddressField({ chips, text, error, onChange }: Props) {
  const { t } = useTexts();
  const take = (more: string) => onChange(withAddresses(chips, more), "");
  const drop = (email: string) =>
    onChange(
      chips.filter((chip) => chip.email !== email),
      text,
    );
  const mend = (email: string) =>
    onChange(
      chips.filter((chip) => chip.email !== email),
      email,
    );
  const wrong = chips.filter((chip) => !chip.good).length;
  const good = chips.length - wrong;
  return (
    <PillsInput
      label={t("invites.addresses")}
      description={t("invites.addresses.hint")}
      error={error ?? (wrong > 0 ? t("invites.wrong", { count: wrong }) : undefined)}
    >
      <Pill.Group>
        {chips.map(({ email, good: fine }) => (
          <Pill
            key={email}
            className={fine ? undefined : "chip-wrong"}
            withRemoveButton
            onRemove={() => drop(email)}
            removeButtonProps={{ "aria-label": t("invites.drop", { email }), tabIndex: 0 }}
          >
            {fine ? (
              email
            ) : (
              <button
                type="button"
                className="chip-mend"
                title={t("invites.wrong.hint")}
                onClick={() => mend(email)}
              >
                {email}
              </button>
            )}
          </Pill>
        ))}
        <PillsInput.Field
          aria-label={t("invites.addresses")}
          inputMode="email"
          autoComplete="off"
          data-autofocus
          placeholder={chips.length ? "" : "ana@example.com, budi@example.com"}
          value={text}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            if (/[,;\s]$/.test(typed) && typed.includes("@")) take(typed);
            else onChange(chips, typed);
          }}
          onPaste={(event) => {
            event.preventDefault();
            take(`${text}${event.clipboardData.getData("text")}`);
          }}
          onBlur={() => text.trim() && take(text)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && text.trim()) {
              event.preventDefault();
              take(text);
            }
            if (event.key === "Backspace" && !text) {
              const last = chips.at(-1);
              if (last) onChange(chips.slice(0, -1), last.email);
              if (last) event.preventDefault();
            }
          }}
        />
      </Pill.Group>
      <span className="vh" role="status">
        {t("invites.count", { count: good })}
      </span>
    </PillsInput>
  );
}
