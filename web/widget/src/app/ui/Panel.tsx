import { useCallback, useState } from "preact/hooks";
import { currentConversation } from "../store/merge";
import type { State } from "../store/state";
import type { Channel, Visitor } from "../wire";
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

/** The chat itself: welcome or thread, and the composer under it. */
export function Panel({ state, channel, visitor }: Props) {
  const { chat, texts } = useAround();
  const [details, setDetails] = useState(false);
  const [introduced, setIntroduced] = useState(() => chat.introduced());
  const [again, setAgain] = useState<string | null>(null);
  const leaveDetails = useCallback(() => setDetails(false), []);
  const conversation = currentConversation(state);
  const tray = useTray(channel.limits);
  const blank = state.messages.size === 0 && state.outbox.length === 0;
  const reading = blank && conversation !== null && !state.loaded;
  const empty = blank && !reading;
  const { askName, askEmail } = channel.appearance;
  const asks = empty && !introduced && ((askName && !visitor.name) || (askEmail && !visitor.email));
  const ended = conversation?.state === "resolved" && state.outbox.length === 0;
  const paused = ended && again !== conversation?.resolvedAt;
  const writable = !asks && !paused && !details;
  const drop = useDrop(writable ? tray.take : null);

  return (
    <main class="panel" aria-label={texts.chatWith(channel.name)} {...drop.handlers}>
      <Header
        channel={channel}
        conversation={conversation}
        plain={empty && !details}
        onDetails={() => setDetails(true)}
      />
      <Banner state={state} />
      {details ? (
        <div class="welcome">
          <DetailsForm
            visitor={visitor}
            askName
            askEmail
            title={texts.yourDetails}
            action={texts.save}
            onDone={leaveDetails}
            onCancel={leaveDetails}
          />
        </div>
      ) : empty ? (
        <Welcome
          channel={channel}
          visitor={visitor}
          asks={asks}
          onIntroduced={() => setIntroduced(true)}
        />
      ) : reading ? (
        <Bones />
      ) : (
        <Thread state={state} />
      )}
      {writable && <Composer limits={channel.limits} tray={tray} eager={state.shown} />}
      {paused && !details && (
        <footer class="composer">
          <button
            type="button"
            class="button wide"
            onClick={() => setAgain(conversation?.resolvedAt ?? "")}
          >
            <Icon name="again" size={20} />
            {texts.startNew}
          </button>
        </footer>
      )}
      {drop.over && <p class="drop-here">{texts.dropHere}</p>}
    </main>
  );
}
