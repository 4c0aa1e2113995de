import { useState } from "preact/hooks";
import type { Channel, Conversation } from "../wire";
import { Avatar, initials } from "./Avatar";
import { useAround } from "./context";
import { Icon } from "./Icon";
import { Menu } from "./Menu";

interface Props {
  channel: Channel;
  conversation: Conversation | null;
  /** The welcome screen below says the rest. */
  plain: boolean;
  onDetails(): void;
}

/** Who answers: the company until an agent has taken the chat, then the agent. */
export function Header({ channel, conversation, plain, onDetails }: Props) {
  const { chat, texts, formats, framed } = useAround();
  const [menu, setMenu] = useState(false);
  const agent = conversation?.agent ?? null;
  const ended = conversation?.state === "resolved";
  const usual = channel.usualAnswerSeconds;
  const below = ended
    ? texts.endedTitle
    : agent
      ? (conversation?.departmentName ?? channel.name)
      : usual && !plain
        ? texts.usually(formats.span(usual))
        : null;
  return (
    <header class={plain ? "head plain" : "head"}>
      {agent ? <Avatar name={agent.name} /> : <Logo name={channel.name} />}
      <div class="grow">
        <h1>{agent?.name ?? channel.name}</h1>
        {below && <p>{below}</p>}
      </div>
      <Menu open={menu} onToggle={setMenu} onDetails={onDetails} channel={channel} />
      {framed && (
        <button type="button" class="tool" aria-label={texts.close} onClick={() => chat.close()}>
          <Icon name="down" size={24} />
        </button>
      )}
    </header>
  );
}

function Logo({ name }: { name: string }) {
  return (
    <span class="logo" aria-hidden="true">
      {initials(name).slice(0, 1)}
    </span>
  );
}
