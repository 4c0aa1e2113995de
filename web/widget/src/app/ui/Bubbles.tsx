import type { Bubble, Row } from "../store/thread";
import type { Texts } from "../text/en";
import { Avatar } from "./Avatar";
import { useAround } from "./context";
import { Files } from "./Files";
import { Icon, type IconName } from "./Icon";
import { Words } from "./Words";

type Group = Row & { kind: "group" };

/** Bubbles of one author in a row; time and delivery stand once, under the last. */
export function Bubbles({ group }: { group: Group }) {
  const { texts } = useAround();
  const last = group.bubbles[group.bubbles.length - 1];
  const person = group.author.kind === "agent";
  const name = group.author.name ?? (person ? texts.someone : texts.automatic);
  return (
    // Own messages are silent: the visitor knows what was written.
    <li class={group.mine ? "group mine" : "group"} aria-live={group.mine ? "off" : undefined}>
      <div class="side">{!group.mine && <Avatar name={name} />}</div>
      <div class="stack">
        <span class="sr">{group.mine ? texts.you : name}</span>
        {group.bubbles.map((bubble) => (
          <One key={bubble.key} bubble={bubble} />
        ))}
        {last && <Foot group={group} last={last} name={person ? null : name} />}
      </div>
    </li>
  );
}

function One({ bubble }: { bubble: Bubble }) {
  const { texts, formats } = useAround();
  const silent = bubble.text === "" && bubble.attachments.length === 0;
  return (
    <div
      class={bubble.delivery === "failed" ? "one failed" : "one"}
      title={formats.exact(bubble.at)}
    >
      {bubble.text !== "" && (
        <p class="bubble">
          <Words text={bubble.text} />
        </p>
      )}
      <Files files={bubble.attachments} />
      {silent && <p class="bubble soft">{texts.unsupported}</p>}
      {bubble.delivery === "failed" && <Failed bubble={bubble} />}
    </div>
  );
}

function Failed({ bubble }: { bubble: Bubble }) {
  const { chat, texts } = useAround();
  const id = bubble.clientId;
  if (!id) return null;
  return (
    <p class="failure" role="alert">
      <span>
        <Icon name="alert" />
        {reason(texts, bubble.error)}
      </span>
      <span>
        <button type="button" onClick={() => chat.outbox.retry(id)}>
          {texts.retry}
        </button>
        <button type="button" onClick={() => chat.outbox.discard(id)}>
          {texts.discard}
        </button>
      </span>
    </p>
  );
}

function reason(texts: Texts, error: string | undefined): string {
  const known = Object.keys(texts.why).includes(error ?? "");
  return texts.failedWhy(known ? texts.why[error as keyof Texts["why"]] : texts.why.other);
}

const TICKS: Record<string, IconName> = {
  sending: "clock",
  waiting: "clock",
  sent: "check",
  read: "checks",
};

function Foot({ group, last, name }: { group: Group; last: Bubble; name: string | null }) {
  const { texts, formats } = useAround();
  const time = formats.time(last.at);
  const exact = formats.exact(last.at);
  if (!group.mine) {
    return (
      <p class="foot" title={exact}>
        {name ? `${name} · ${time}` : time}
      </p>
    );
  }
  const delivery = last.delivery ?? "sent";
  if (delivery === "failed") return null;
  const words = { sending: texts.sending, waiting: texts.waiting };
  const said = { sent: texts.sent(time), read: texts.read(time), ...words }[delivery];
  return (
    <p class={`foot ${delivery}`} title={exact}>
      <Icon name={TICKS[delivery] ?? "check"} />
      {said}
    </p>
  );
}
