import { isClosed } from "../store/screen";
import type { Channel, Conversation, Place } from "../wire";
import { useAround } from "./context";
import { Icon } from "./Icon";

const SHOWN = 3;

interface Props {
  conversation: Conversation;
  place: Place | null;
  channel: Channel | null;
}

/** The visitor's place in the queue, in words first; the little people are decoration. */
export function QueueCard({ conversation, place, channel }: Props) {
  const { texts } = useAround();
  if (channel && isClosed(channel)) return <ClosedCard opening={channel.nextOpening ?? null} />;
  const department = conversation.departmentName;
  const position = place?.conversationId === conversation.id ? place.position : undefined;
  const estimate =
    position && place?.estimateSeconds ? Math.ceil(place.estimateSeconds / 60) : null;
  const title = !position
    ? texts.placeFar
    : position === 1
      ? texts.placeNext
      : texts.placeIs(position);
  return (
    <section class="card" aria-live="polite">
      <p class="eyebrow">{department ? texts.queueOf(department) : texts.queue}</p>
      <h2>{title}</h2>
      <p class="soft">{estimate ? texts.estimate(estimate) : texts.placeUnknown}</p>
      {position !== undefined && position !== null && <Line ahead={position - 1} you={texts.you} />}
    </section>
  );
}

/** Outside the hours there is no place to tell, but a time. */
function ClosedCard({ opening }: { opening: string | null }) {
  const { texts, formats } = useAround();
  return (
    <section class="card" aria-live="polite">
      <h2>{texts.closedTitle}</h2>
      <p class="soft">
        {opening && `${texts.opensAt(formats.appointment(opening))} `}
        {texts.closedThread}
      </p>
    </section>
  );
}

function Line({ ahead, you }: { ahead: number; you: string }) {
  const more = ahead - SHOWN;
  return (
    <div class="queue-line" aria-hidden="true">
      <span class="end">
        <Icon name="headset" />
      </span>
      {Array.from({ length: Math.min(ahead, SHOWN) }, (_, at) => (
        <>
          <i />
          <span>{more > 0 && at === SHOWN - 1 ? `+${more + 1}` : <Icon name="user" />}</span>
        </>
      ))}
      <i />
      <span class="you">{you}</span>
    </div>
  );
}
