import { expect, test } from "vitest";
import { keepComposing } from "../src/app/composing";

test("keys with which characters are composed are heard by nobody, but by formatted text", () => {
  keepComposing();
  document.body.innerHTML = "<input><div></div>";
  const [field, formatted] = document.body.children as unknown as [HTMLElement, HTMLElement];
  Object.defineProperty(formatted, "isContentEditable", { value: true });
  const heard: string[] = [];
  const hear = ({ key, target }: KeyboardEvent) => {
    heard.push(`${key} ${(target as Element).localName}`);
  };
  document.addEventListener("keydown", hear);
  const press = (place: HTMLElement, key: string, how: KeyboardEventInit = {}) =>
    place.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...how }));
  press(field, "Enter", { isComposing: true });
  press(field, "Escape", { isComposing: true });
  press(field, "Enter", { keyCode: 229 });
  press(formatted, "Enter", { isComposing: true });
  press(field, "Enter");
  expect(heard).toEqual(["Enter div", "Enter input"]);
  document.removeEventListener("keydown", hear);
});
