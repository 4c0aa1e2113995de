/** Where one is on the page, kept in the address: `#<channel>/<person>`, or `#visit/<channel>`. */
import { useEffect, useState } from "preact/hooks";

export type Where =
  | { at: "nowhere" }
  | { at: "chat"; side: string; person: string }
  | { at: "visit"; channel: string };

export function read(hash: string): Where {
  const [first, second] = hash.replace(/^#/, "").split("/").map(decodeURIComponent);
  if (first === "visit" && second) return { at: "visit", channel: second };
  if (first && second) return { at: "chat", side: first, person: second };
  return { at: "nowhere" };
}

export const chatHash = (side: string, person: string) =>
  `#${encodeURIComponent(side)}/${encodeURIComponent(person)}`;
export const visitHash = (channel: string) => `#visit/${encodeURIComponent(channel)}`;

export function useWhere(): Where {
  const [where, setWhere] = useState(() => read(location.hash));
  useEffect(() => {
    const follow = () => setWhere(read(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return where;
}
