import { useCallback, useRef, useState } from "preact/hooks";
import { currentConversation } from "../store/merge";
import { bodyOf, isPaused, type Steps } from "../store/screen";
import type { State } from "../store/state";
import type { Channel, Conversation, Visitor } from "../wire";
import { Banner } from "./Banner";
import { Composer } from "./Composer";
import { useAround } from "./context";
import { DetailsForm } from "./DetailsForm";
import { Header } from "./Header";
import { Icon } from "./Icon";
import { Bones } from "./Skeleton";
import { Thread } from "./Thread";
import { useDrop } from "./useDrop";
import { useTray } from "./useTray";
import { Welcome } from "./Welcome";

interface Props {
  state: State;
  channel: Channel;
  visitor: Visitor;
}

/** The chat itself: header, what the moment asks for, and the composer under it. */
export function Panel({ state, channel, visitor }: Props) {
  const { chat, texts } = useAround();
  const [steps, setSteps] = useState<Steps>(() => ({
    details: false,
    introduced: chat.introduced(),
    again: null,
  }));
  const step = useCallback((made: Partial<Steps>) => setSteps((all) => ({ ...all, ...made })), []);
  const leave = useCallback(() => step({ details: false }), [step]);
  const conversation = currentConversation(state);
  const body = bodyOf(state, conversation, { channel, visitor }, steps);
  const again = useAgain(steps.again, conversation);
  const paused = isPaused(state, conversation, { ...steps, again });
  const writable = !paused && body !== "details" && body !== "form" && body !== "closed";
  const files = useTray(channel.limits);
  const drop = useDrop(writable ? (list) => files.tray.take(list) : null);
  const greeting = body === "welcome" || body === "form";

  return (
    <main class="panel" aria-label={texts.chatWith(channel.name)} {...drop.handlers}>
      <Header
        channel={channel}
        conversation={conversation}
        plain={greeting || body === "closed"}
        onDetails={() => step({ details: true })}
      />
      <Banner state={state} />
      {body === "details" && <Details visitor={visitor} onLeave={leave} />}
      {(greeting || body === "closed") && (
        <Welcome
          body={body}
          channel={channel}
          visitor={visitor}
          onIntroduced={() => step({ introduced: true })}
        />
      )}
      {body === "reading" && <Bones />}
      {body === "thread" && <Thread state={state} />}
      {writable && <Composer limits={channel.limits} files={files} eager={state.shown} />}
      {paused && body === "thread" && (
        <StartAgain onStart={() => step({ again: conversation?.resolvedAt ?? "" })} />
      )}
      {drop.over && <p class="drop-here">{texts.dropHere}</p>}
    </main>
  );
}

/** The end after which he writes again: as he has chosen, or because he was writing when it came. */
function useAgain(chosen: string | null, conversation: Conversation | null): string | null {
  const { chat } = useAround();
  const writesOn = useRef<string | null>(null);
  const end = conversation?.resolvedAt;
  if (end && chat.draft().trim()) writesOn.current = end;
  return end && writesOn.current === end ? end : chosen;
}

function Details({ visitor, onLeave }: { visitor: Visitor; onLeave(): void }) {
  const { texts } = useAround();
  return (
    <div class="welcome">
      <DetailsForm
        visitor={visitor}
        asks={{ name: "required", email: "optional" }}
        title={texts.yourDetails}
        action={texts.save}
        onDone={onLeave}
        onCancel={onLeave}
      />
    </div>
  );
}

function StartAgain({ onStart }: { onStart(): void }) {
  const { texts } = useAround();
  return (
    <footer class="composer">
      <button type="button" class="button wide" onClick={onStart}>
        <Icon name="again" size={20} />
        {texts.startNew}
      </button>
    </footer>
  );
}
