import type { Channel, Visitor } from "../wire";
import { useAround } from "./context";
import { DetailsForm } from "./DetailsForm";
import { Icon } from "./Icon";
import type { Asks, Wish } from "./useIntroduction";

/** Characters past which a greeting is set smaller. */
const LONG = 48;

interface Props {
  channel: Channel;
  visitor: Visitor;
  /** The channel asks for name or address first. */
  asks: boolean;
  onIntroduced(): void;
}

/** Before the first message: a greeting, and the form when the channel wants it. */
export function Welcome({ channel, visitor, asks, onIntroduced }: Props) {
  const { texts, language } = useAround();
  const { appearance } = channel;
  const greeting = appearance.welcome[language] ?? texts.welcomeTitle;
  return (
    <div class="welcome">
      <section class="hello">
        <h2 class={greeting.length > LONG ? "long" : undefined}>{greeting}</h2>
        <p>{texts.welcomeText}</p>
      </section>
      {!asks && <Facts usual={channel.usualAnswerSeconds ?? null} />}
      {asks && (
        <DetailsForm
          visitor={visitor}
          asks={{
            name: appearance.askName ? wish(appearance.requireName) : undefined,
            email: appearance.askEmail ? wish(appearance.requireEmail) : undefined,
            ...topicAsked(appearance),
          }}
          title={texts.formTitle}
          hint={texts.formHint}
          action={texts.start}
          onDone={onIntroduced}
        />
      )}
    </div>
  );
}

const wish = (required: boolean): Wish => (required ? "required" : "optional");

export function topicAsked({ askTopic, requireTopic, topics }: Channel["appearance"]): Asks {
  return askTopic ? { topic: wish(requireTopic), topics } : {};
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
