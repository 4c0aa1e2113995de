import type { Conversation, Place } from "../wire";
import { useAround } from "./context";
import { Icon } from "./Icon";

const SHOWN = 3;

/** The visitor's place in the queue, in words first; the little people are decoration. */
export function QueueCard({
  conversation,
  place,
}: {
  conversation: Conversation;
  place: Place | null;
}) {
  const { texts } = useAround();
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
