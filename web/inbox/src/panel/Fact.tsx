import type { ReactNode } from "react";

interface Props {
  name: string;
  title?: string;
  children: ReactNode;
}

/** A fact with its name; nothing at all when there is none. */
export function Fact({ name, title, children }: Props) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <>
      <dt>{name}</dt>
      <dd title={title}>{children}</dd>
    </>
  );
}
