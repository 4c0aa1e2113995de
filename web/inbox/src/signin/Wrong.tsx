import type { ReactNode } from "react";
import { Icon } from "../ui/Icon";

/** What is wrong with a field, under it. */
export function Wrong({ children }: { children: ReactNode }) {
  return (
    <span className="bad" role="alert">
      <Icon name="alert-circle" size={12} />
      {children}
    </span>
  );
}
