/** A picture, or the first letters of the name. Decoration: the name always stands beside it. */
export function Avatar(props: { name: string; picture?: string | null; large?: boolean }) {
  const size = props.large ? "avatar large" : "avatar";
  if (props.picture) return <img class={size} src={props.picture} alt="" />;
  return (
    <span class={size} aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return letters
    .map((word) => (word ? [...word][0] : ""))
    .join("")
    .toUpperCase();
}
