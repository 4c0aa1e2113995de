import type { Message } from "../../../contract/types";
import { Files } from "./Files";

/** Pictures that were sent together, side by side. Each is a message of its own. */
export function Album({ messages }: { messages: readonly Message[] }) {
  return (
    <div className="album" data-count={messages.length}>
      {messages.map((message) => (
        <Files key={message.id} files={message.attachments} />
      ))}
    </div>
  );
}
