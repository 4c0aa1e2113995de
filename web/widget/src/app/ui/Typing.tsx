import { useEffect, useRef, useState } from "preact/hooks";
import { rarely } from "../../../../live/rarely";
import { Avatar } from "./Avatar";
import { useAround } from "./context";

/** Milliseconds in which it is not read out again that the same person writes. */
const QUIET = 60_000;

function useSaidRarely(words: string): string {
  const rare = useRef(rarely(QUIET));
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(rare.current(words)), [words]);
  return said;
}

/** Somebody is writing; nobody when it is undefined. Read out by a line of its own, which stays. */
export function Typing({ name }: { name: string | null | undefined }) {
  const { texts } = useAround();
  const said = useSaidRarely(name === undefined ? "" : texts.typing(name));
  return (
    <>
      <span class="sr" role="status">
        {said}
      </span>
      {name !== undefined && (
        <div class="group typing" aria-hidden="true">
          <div class="side">
            <Avatar name={name ?? texts.someone} />
          </div>
          <p class="bubble dots">
            <i />
            <i />
            <i />
          </p>
        </div>
      )}
    </>
  );
}
