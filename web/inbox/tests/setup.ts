import { knowMe } from "../src/app/me";
import { startTexts } from "../src/texts/i18n";
import { sari } from "./people";

window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => {},
  removeEventListener: () => {},
})) as unknown as typeof window.matchMedia;

localStorage.setItem("simpul.preferences", JSON.stringify({ language: "en" }));
startTexts();
// Words that come later may only be added once the first ones are there.
await import("../src/texts/chat");
await import("../src/texts/refusals");
knowMe(sari);
