import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import type { KnownAddress } from "../../../../contract/types";
import { getMailAddresses } from "../../api/mails";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { addressIn, parts, withAll } from "./addresses";

interface Props {
  label: string;
  addresses: readonly string[];
  /** Those that have stood in this conversation before; others are marked. */
  known: readonly string[] | null;
  onChange: (addresses: string[]) => void;
  onWrong: (wrong: boolean) => void;
  children?: ReactNode;
  focused?: boolean;
}

/** One line of recipients: each address a chip, with those that are known offered while one types. */
export function Recipients(props: Props) {
  const { label, addresses, known, onChange, onWrong, children, focused } = props;
  const { t } = useTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const { found, close } = useFound(typed, addresses);
  const active = found[at];

  const type = (text: string) => {
    setTyped(text);
    setAt(-1);
    setProblem(null);
    onWrong(false);
  };
  const add = (texts: readonly string[]): void => {
    const good = texts.map(addressIn).filter((one) => one !== null);
    const bad = texts.filter((one) => addressIn(one) === null);
    if (good.length) onChange(withAll(addresses, good));
    setTyped(bad.join(", "));
    setAt(-1);
    setProblem(bad[0] ? t("mail.noAddress", { text: bad[0] }) : null);
    onWrong(bad.length > 0);
  };
  const choose = (one: KnownAddress) => {
    add([one.address]);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if (found.length && (key === "ArrowDown" || key === "ArrowUp")) {
      const step = key === "ArrowDown" ? 1 : -1;
      setAt((now) => (now + step + found.length + (now < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (key === "Escape" && found.length) close();
    else if (["Enter", ",", ";"].includes(key)) {
      if (active) choose(active);
      else if (typed.trim()) add(parts(typed));
      else if (key === "Enter") return;
    } else if (key === "Tab" && typed.trim() && !event.shiftKey) {
      if (active) choose(active);
      else return;
    } else if (key === "Backspace" && !typed && addresses.length) {
      onChange(addresses.slice(0, -1));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="rcpt">
      <label className="rcpt-label" htmlFor={`${id}-in`}>
        {label}
      </label>
      <div className="rcpt-box">
        {addresses.map((address) => (
          <Chip
            key={address}
            address={address}
            fresh={known !== null && !known.includes(address.toLowerCase())}
            onRemove={() => {
              onChange(addresses.filter((each) => each !== address));
              input.current?.focus();
            }}
          />
        ))}
        <input
          ref={input}
          id={`${id}-in`}
          className="rcpt-in"
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the line appears because it was asked for
          autoFocus={focused}
          value={typed}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${at}` : undefined}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-bad` : undefined}
          data-suggesting={found.length ? "" : undefined}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (typed.trim()) add(parts(typed));
            close();
          }}
          onPaste={(event) => {
            const several = parts(event.clipboardData.getData("text"));
            if (several.length < 2) return;
            event.preventDefault();
            add([...parts(typed), ...several]);
          }}
        />
        {children}
      </div>
      {found.length > 0 && (
        <div className="rcpt-list" id={`${id}-list`} role="listbox" aria-label={t("mail.known")}>
          {found.map((one, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={one.address}
              id={`${id}-${index}`}
              className="rcpt-row"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
            >
              <span className="ell">{one.name ?? one.address}</span>
              {one.name && <span className="ell muted">{one.address}</span>}
            </div>
          ))}
        </div>
      )}
      {problem && (
        <p className="rcpt-bad" id={`${id}-bad`} role="alert">
          <Icon name="alert-circle" size={12} />
          {problem}
        </p>
      )}
    </div>
  );
}

function Chip(props: { address: string; fresh: boolean; onRemove: () => void }) {
  const { address, fresh, onRemove } = props;
  const { t } = useTexts();
  return (
    <span className={fresh ? "rcpt-chip is-fresh" : "rcpt-chip"} title={address}>
      <span className="ell">{address}</span>
      {fresh && <span className="rcpt-new">{t("mail.new")}</span>}
      <button
        type="button"
        className="rcpt-x"
        aria-label={t("mail.remove", { address })}
        onClick={onRemove}
      >
        <Icon name="x" size={12} />
      </button>
    </span>
  );
}

/** What begins so, without those that are in the line already. */
function useFound(typed: string, addresses: readonly string[]) {
  const [closed, setClosed] = useState<string | null>(null);
  const asked = typed.trim();
  const { data } = useQuery({
    queryKey: ["mailAddresses", asked.toLowerCase()],
    queryFn: ({ signal }) => getMailAddresses(asked, signal),
    enabled: asked.length > 0 && asked.length <= 100,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const there = addresses.map((one) => one.toLowerCase());
  const found =
    asked && closed !== asked
      ? (data?.items ?? []).filter((one) => !there.includes(one.address.toLowerCase()))
      : [];
  return { found, close: () => setClosed(asked) };
}
