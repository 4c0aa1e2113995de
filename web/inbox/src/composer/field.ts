/** What the parts around it may do with the place where one writes, plain or formatted. */
export interface Field {
  focus(): void;
  /** At the caret, in the place of what is selected. */
  insert(text: string): void;
  /** Marks the first place where this stands. */
  select(text: string): void;
  /** A "/" as if it were typed, after a space where one is needed. */
  startQuickReply(): void;
}
