import type { Channel, Visitor } from "../wire";
import { useAround } from "./context";
import { DetailsForm } from "./DetailsForm";
import { topicAsked } from "./Welcome";

/** Outside the hours: when we are back, and a message with an address to answer to. */
export function ClosedForm({ channel, visitor }: { channel: Channel; visitor: Visitor }) {
  const { texts, formats } = useAround();
  const { appearance, nextOpening } = channel;
  return (
    <div class="welcome">
      <section class="hello">
        <h2>{texts.closedTitle}</h2>
        {nextOpening && <p>{texts.opensAt(formats.appointment(nextOpening))}</p>}
      </section>
      <DetailsForm
        visitor={visitor}
        asks={{
          name: appearance.askName && appearance.requireName ? "required" : "optional",
          email: "required",
          ...topicAsked(appearance),
          message: "required",
        }}
        title={texts.leaveMessage}
        hint={texts.closedText}
        action={texts.leaveMessage}
        onDone={() => undefined}
      />
    </div>
  );
}
