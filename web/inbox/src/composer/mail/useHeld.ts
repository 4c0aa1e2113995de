import { useEffect, useReducer, useRef } from "react";

let pressed = false;
const waiting = new Set<() => void>();

const onPress = () => {
  pressed = true;
};
const onRelease = () => {
  // After the click that it makes: where that lands is seen by what lies under the pointer then.
  setTimeout(() => {
    pressed = false;
    for (const look of waiting) look();
  }, 0);
};
document.addEventListener("pointerdown", onPress, true);
document.addEventListener("pointerup", onRelease, true);
document.addEventListener("pointercancel", onRelease, true);

/**
 * What a bar below the text shows, null for no bar: it comes and goes only while nothing is pressed.
 * Otherwise the text moves under the pointer, and a click becomes a selection of something else.
 */
export function useHeld<T>(value: T | null): T | null {
  const [, look] = useReducer((times: number) => times + 1, 0);
  const shown = useRef<T | null>(null);
  if (!pressed || (value !== null && shown.current !== null)) shown.current = value;
  useEffect(() => {
    waiting.add(look);
    return () => {
      waiting.delete(look);
    };
  }, []);
  return shown.current;
}
