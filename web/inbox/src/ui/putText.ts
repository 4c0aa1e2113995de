/**
 * Puts a text in the place of what is selected, as if it were typed: it stands there at once, the caret
 * behind it, and is undone like the rest.
 */
export function putText(
  field: HTMLTextAreaElement,
  text: string,
  from = field.selectionStart,
  to = field.selectionEnd,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Called deprecated for years; nothing else keeps what the browser can undo.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
