import type { Channel, Visitor } from "../wire";
import { useAround } from "./context";
import { DetailsForm } from "./DetailsForm";

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
  return (
    <div class="welcome">
      <section class="hello">
        <h2>{visitor.name ? texts.welcomeName(visitor.name) : texts.welcomeTitle}</h2>
        <p>{appearance.welcome[language] ?? texts.welcomeText}</p>
      </section>
      {asks && (
        <DetailsForm
          visitor={visitor}
          askName={appearance.askName}
          askEmail={appearance.askEmail}
          title={texts.formTitle}
          hint={texts.formHint}
          action={texts.start}
          onDone={onIntroduced}
        />
      )}
    </div>
  );
}
