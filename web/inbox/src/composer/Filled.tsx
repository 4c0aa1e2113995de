import { unfilled } from "./variables";
import "./suggestions.css";

/** The text as it will be inserted; gaps stand out. */
export function Filled({ text }: { text: string }) {
  const gaps = unfilled(text);
  let end = 0;
  const parts = gaps.map((gap) => {
    const before = text.slice(end, gap.start);
    end = gap.end;
    return (
      <span key={gap.start}>
        {before}
        <mark className="gap">{gap.text}</mark>
      </span>
    );
  });
  return (
    <span className="text">
      {parts}
      {text.slice(end)}
    </span>
  );
}
