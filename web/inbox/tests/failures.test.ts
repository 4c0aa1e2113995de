import { describe, expect, it } from "vitest";
import { failureOf, passes } from "../src/failures/codes";
import { reasonOf } from "../src/failures/reason";
import { startTexts, t } from "../src/texts/i18n";

startTexts();

const said = (kind: string, code: string, over = false) => reasonOf(kind, { code }, t, over) ?? "";

describe("what the codes of providers mean", () => {
  const codes = {
    whatsapp: [
      ...["window_closed", "131047", "131026", "131049", "131050", "131051", "131052", "131053"],
      ...["130429", "131056", "132000", "132001", "132005", "132007", "132012", "132015", "132016"],
      ...["190", "0", "10", "200", "294", "368", "80007", "4", "133010", "131031", "131048"],
      ...["131042", "131037", "131021", "131030", "130472", "100", "131008", "131009", "131000"],
    ],
    telegram: [
      ...["blocked", "removed", "not_begun", "no_rights", "topic_gone", "text_too_long", "429"],
      ...["file_refused", "file_size", "401", "404", "409", "500", "502", "voice_forbidden"],
      ...["business_ended", "unreachable", "no_token", "file_type", "empty"],
    ],
  };
  for (const [kind, all] of Object.entries(codes)) {
    it.each(all)(`${kind}: %s is told in a sentence, not in the provider's words`, (code) => {
      expect(failureOf(kind, code)).not.toBeNull();
      expect(said(kind, code)).toMatch(/^[A-Z].*\.$/);
      expect(said(kind, code)).not.toContain("failure.");
    });
  }

  it("what passes by itself is to be sent again once it has been given up", () => {
    expect(passes("pair")).toBe(true);
    expect(said("whatsapp", "131056", true)).toBe(
      `${said("whatsapp", "131056")} ${t("failure.again")}`,
    );
    expect(said("whatsapp", "131026", true)).toBe(said("whatsapp", "131026"));
  });

  it("what nobody knows is told in the provider's words, and mail speaks for itself", () => {
    expect(reasonOf("whatsapp", { code: "999", detail: "Odd" }, t)).toBe("The service says: Odd");
    expect(reasonOf("telegram", { code: "400", detail: null }, t)).toBeNull();
    expect(reasonOf("email", { code: "5.1.1", detail: "No such user" }, t)).toBeNull();
  });

  it("a code of one service is not read as one of the other", () => {
    expect(failureOf("telegram", "200")).toBeNull();
    expect(failureOf("whatsapp", "200")).toBe("permission");
  });
});
