import type { CSSProperties } from "react";
import type { LabelColor, NamedLabel } from "../../../contract/types";

/** The colour of a label, beside its name and never instead of it. */
export function LabelDot({ color }: { color: LabelColor }) {
  const style = { "--label": `var(--label-${color})` } as CSSProperties;
  return <span className="label-dot" style={style} aria-hidden="true" />;
}

/** A label on a conversation. */
export function LabelChip({ label }: { label: NamedLabel }) {
  return (
    <span className="chip chip-label" title={label.name}>
      <LabelDot color={label.color} />
      <span className="ell">{label.name}</span>
    </span>
  );
}
