/** How something waits its turn; replaced in tests. Returns how to call it off. */
export type Later = (act: () => void, milliseconds: number) => () => void;

export const later: Later = (act, milliseconds) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};
