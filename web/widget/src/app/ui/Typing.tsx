import { Avatar } from "./Avatar";
import { useAround } from "./context";

export function Typing({ name }: { name: string | null }) {
  const { texts } = useAround();
  return (
    <div class="group typing" role="status">
      <div class="side">
        <Avatar name={name ?? texts.someone} />
      </div>
      <p class="bubble dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </p>
      <span class="sr">{texts.typing(name)}</span>
    </div>
  );
}
