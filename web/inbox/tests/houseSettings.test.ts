import { expect, test } from "vitest";
import { contrast } from "../../widget/src/colour";
import { said } from "../src/app/refusals";
import { nearestForWhite } from "../src/settings/channels/BrandColour";
import { snippetOf } from "../src/settings/channels/Snippet";
import { speak } from "../src/texts/i18n";
import "../src/texts/settings";

test("the hub's refusals are said in the language of the screen, with their figures", () => {
  expect(said("must be between 1 and 1440 minutes, or 0 to switch it off")).toBe(
    "Enter 1 to 1440 minutes, or 0 to switch it off.",
  );
  speak("id");
  expect(said("must be between 1 and 200")).toBe("Masukkan 1 sampai 200.");
  expect(said("something new")).toBe("Isian ini tidak diterima.");
  speak("en");
  expect(said("something new")).toBe("something new");
});

test("the proposed colour is the first on which white can be read", () => {
  expect(nearestForWhite("#7A2856")).toBe("#7A2856");
  const proposed = nearestForWhite("#FFD400");
  expect(contrast(proposed, "#FFFFFF")).toBeGreaterThanOrEqual(4.5);
  expect(contrast(proposed, "#FFFFFF")).toBeLessThan(4.7);
});

test("the tag names its channel, and a side only when it is not the usual one", () => {
  const look = { brand_color: "#7A2856", launcher_side: "left" };
  expect(snippetOf("https://hub.example", "c1", look)).toBe(
    '<script src="https://hub.example/widget.js" data-channel="c1" data-color="#7A2856" data-side="left" async></script>',
  );
  expect(snippetOf("https://h", "c1", { ...look, launcher_side: "right" })).not.toContain("side");
});
