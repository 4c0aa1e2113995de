import type { Body } from "../store/screen";
import type { Channel, Visitor } from "../wire";
import { useAround } from "./context";
import { DetailsForm } from "./DetailsForm";
import { Icon } from "./Icon";
import type { Asks, Wish } from "./useIntroduction";

/** Characters past which a greeting is set smaller. */
const LONG = 48;

interface Props {
  body: Extract<Body, "welcome" | "form" | "closed">;
  channel: Channel;
  visitor: Visitor;
  onIntroduced(): void;
}

/**
 * Before the first message: a greeting and the form when the channel wants it; outside the hours when we
 * are back, and a message with an address to answer to. One form for both: the hours may begin or end
 * while it is being filled in.
 */
export function Welcome({ body, channel, visitor, onIntroduced }: Props) {
  const { texts } = useAround();
  const closed = body === "closed";
  return (
    <div class="welcome">
      <Hello channel={channel} closed={closed} />
      {body === "welcome" ? (
        <Facts usual={channel.usualAnswerSeconds ?? null} />
      ) : (
        <DetailsForm
          visitor={visitor}
          asks={askedBy(channel.appearance, closed)}
          title={closed ? texts.leaveMessage : texts.formTitle}
          hint={closed ? texts.closedText : texts.formHint}
          action={closed ? texts.leaveMessage : texts.start}
          onDone={onIntroduced}
        />
      )}
    </div>
  );
}

function Hello({ channel, closed }: { channel: Channel; closed: boolean }) {
  const { texts, formats, language } = useAround();
  const { appearance, nextOpening } = channel;
  const opens = nextOpening && texts.opensAt(formats.appointment(nextOpening));
  const title = closed ? texts.closedTitle : (appearance.welcome[language] ?? texts.welcomeTitle);
  const lead = closed ? opens : texts.welcomeText;
  return (
    <section class="hello">
      <h2 class={title.length > LONG ? "long" : undefined}>{title}</h2>
      {lead && <p>{lead}</p>}
    </section>
  );
}

const wish = (asked: boolean, required: boolean): Wish | undefined =>
  asked ? (required ? "required" : "optional") : undefined;

/** Outside the hours there is no answer without an address. */
function askedBy(appearance: Channel["appearance"], closed: boolean): Asks {
  const { askName, requireName, askEmail, requireEmail, askTopic, topics } = appearance;
  return {
    name: wish(closed || askName, askName && requireName),
    email: wish(closed || askEmail, closed || requireEmail),
    topic: wish(askTopic, appearance.requireTopic),
    topics,
    message: wish(closed, closed),
  };
}

/** What the visitor may count on. */
function Facts({ usual }: { usual: number | null }) {
  const { texts, formats } = useAround();
  return (
    <ul class="facts">
      {usual !== null && (
        <li>
          <Icon name="clock" size={20} />
          {texts.answersWithin(formats.span(usual))}
        </li>
      )}
      <li>
        <Icon name="again" size={20} />
        {texts.staysOpen}
      </li>
    </ul>
  );
}
