import type { ReactNode } from "react";

interface Props {
  title?: string;
  lead?: ReactNode;
  /** At the right of the title. */
  act?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under one heading. */
export function Section({ title, lead, act, children }: Props) {
  return (
    <section className="set-section">
      {title && (
        <div className="set-section-h">
          <h2>{title}</h2>
          {act}
        </div>
      )}
      {lead && <p className="set-section-lead">{lead}</p>}
      {children}
    </section>
  );
}
