import type { ReactNode } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./iconPaths";

interface Props {
  icon: IconName;
  title: string;
  lead?: string;
  children?: ReactNode;
}

/** Nothing here yet: what this place is, and one thing to do. */
export function Empty({ icon, title, lead, children }: Props) {
  return (
    <div className="empty">
      <span className="empty-i">
        <Icon name={icon} size={20} />
      </span>
      <b>{title}</b>
      {lead && <p>{lead}</p>}
      {children}
    </div>
  );
}
