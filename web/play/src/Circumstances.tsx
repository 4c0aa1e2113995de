/** What may be so with this customer, with time, and with the provider. */
import * as api from "./api";
import { Icon } from "./icons";
import { named, type Texts } from "./texts";
import { exactly } from "./times";

interface Props {
  side: api.Side;
  chat: api.Chat;
  t: Texts;
  language: string;
  shown: boolean;
  onClose: () => void;
  onChat: (act: () => Promise<api.Chat>) => Promise<boolean>;
  onSide: (side: api.Side) => void;
  onRefusal: (text: string) => void;
}

export function Circumstances(props: Props) {
  const { side, chat, t, shown, onClose, onChat, onSide, onRefusal } = props;
  const trouble = async (name: string, on: boolean) => {
    try {
      onSide(await api.trouble(side.id, name, on));
      onRefusal("");
    } catch (error) {
      onRefusal(error instanceof api.Refused ? `${t.refused}: ${error.message}` : t.offline);
    }
  };
  const states = side.troubles.filter((each) => !each.once);
  const once = side.troubles.filter((each) => each.once);
  return (
    <aside class="circumstances" data-shown={shown} aria-label={t.settings}>
      <div class="only-narrow closing">
        <h2>{t.settings}</h2>
        <button type="button" class="square" aria-label={t.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {chat.circumstances.length > 0 && (
        <section>
          <h3>{chat.person.group ? t.group : t.person}</h3>
          {chat.circumstances.map((each) => (
            <Toggle
              key={each.name}
              of={each}
              t={t}
              onTurn={(on) => onChat(() => api.turn(side.id, chat.person.id, each.name, on))}
            />
          ))}
        </section>
      )}
      {chat.canPassTime && <Time {...props} />}
      {side.troubles.length > 0 && (
        <section>
          <h3>
            {t.provider}: {side.name}
          </h3>
          {states.map((each) => (
            <Toggle key={each.name} of={each} t={t} onTurn={(on) => trouble(each.name, on)} />
          ))}
          {once.map((each) => (
            <div class="once" key={each.name}>
              <button type="button" class="quiet wide" onClick={() => trouble(each.name, true)}>
                {named(t, each.name)}
              </button>
              <p class="muted">
                {each.on ? `${t.planned}. ` : ""}
                {named(t, `${each.name}_more`)}
              </p>
            </div>
          ))}
        </section>
      )}
    </aside>
  );
}

function Toggle({ of, t, onTurn }: { of: api.Switch; t: Texts; onTurn: (on: boolean) => void }) {
  return (
    <label class="toggle">
      <input
        type="checkbox"
        role="switch"
        aria-checked={of.on}
        checked={of.on}
        onChange={(event) => onTurn(event.currentTarget.checked)}
      />
      <span>
        <b>{named(t, of.name)}</b>
        <span class="muted">{named(t, `${of.name}_more`)}</span>
      </span>
    </label>
  );
}

function Time({ side, chat, t, language, onChat }: Props) {
  const open = chat.openUntil !== null && new Date(chat.openUntil).getTime() > Date.now();
  const told = open
    ? `${t.windowOpen} ${exactly(chat.openUntil ?? "", language)}.`
    : chat.openUntil
      ? t.windowClosed
      : t.windowNone;
  return (
    <section>
      <h3>{t.time}</h3>
      {chat.hasWindow && (
        <p class="window" data-open={open}>
          {told}
        </p>
      )}
      <div class="once">
        <button
          type="button"
          class="quiet wide"
          onClick={() => onChat(() => api.passTime(side.id, chat.person.id, 24))}
        >
          {t.pass24}
        </button>
        <p class="muted">{t.pass24more}</p>
      </div>
    </section>
  );
}
