import { expect, test } from "vitest";
import type { HistoryRow } from "../../contract/types";
import { language, speak, t } from "../src/texts/i18n";
import { isTold, lineWords } from "../src/thread/lineWords";
import { id } from "./people";

const hendra = { kind: "supervisor" as const, name: "Hendra" };
const system = { kind: "system" as const };
const budi = { id: id(2), name: "Budi" };
const sari = { id: id(1), name: "Sari" };
const billing = { id: id(50), name: "Billing" };

function row(name: string, changes: HistoryRow["changes"], actor: HistoryRow["actor"] = hendra) {
  return {
    id: id(1),
    at: "2026-11-23T03:00:00.000Z",
    object: { kind: "conversation" as const, id: id(2), version: 1 },
    type: `conversation.${name}`,
    actor,
    changes,
  };
}

const said = (...given: Parameters<typeof row>): string => lineWords(row(...given), t, language());

test("a line names who did it to whom", () => {
  expect(said("assigned", { cause: "assigned", assignee: budi })).toBe(
    "Hendra assigned the chat to Budi",
  );
  expect(said("assigned", { cause: "auto_least_load", assignee: budi }, system)).toBe(
    "Assigned to Budi automatically, least load",
  );
  expect(said("transferred", { cause: "transfer", assignee: budi, from: sari })).toBe(
    "Hendra transferred the chat to Budi",
  );
  expect(said("transferred", { cause: "taken_over", from: sari })).toBe(
    "Hendra took over from Sari",
  );
});

test("a transfer to a department says so, and who handles it there", () => {
  expect(said("transferred", { department: billing, from: sari })).toBe(
    "Hendra transferred the chat to Billing",
  );
  expect(said("transferred", { department: billing, assignee: budi })).toBe(
    "Hendra transferred to Billing, handled by Budi",
  );
});

test("what goes back to the queue says why", () => {
  expect(said("requeued", { from: sari })).toBe("Hendra put the chat back in the queue");
  const offline = { from: sari, cause: "reassigned_offline" };
  expect(said("requeued", offline, system)).toBe("Back to the queue: Sari was offline too long");
});

test("priority and snooze are told in both languages", () => {
  expect(said("updated", { priority: ["normal", "urgent"] })).toBe(
    "Hendra set the priority to urgent",
  );
  expect(said("snoozed", { snoozedUntil: ["2026-11-23T03:00:00.000Z", null] }, system)).toBe(
    "Came back from snooze",
  );
  speak("id");
  expect(said("updated", { priority: ["normal", "urgent"] })).toBe(
    "Hendra mengubah prioritas menjadi mendesak",
  );
  speak("en");
});

test("a rating is told; what the customer wrote with it stands in the details", () => {
  const maya = { kind: "customer" as const, name: "Maya" };
  expect(isTold(row("rated", { score: [null, 4] }))).toBe(true);
  expect(said("rated", { score: [null, 4] }, maya)).toBe("Maya rated 4 of 5");
  expect(said("rated", { score: [4, 5] }, { kind: "customer" })).toBe("The customer rated 5 of 5");
  speak("id");
  expect(said("rated", { score: [null, 4] }, maya)).toBe("Maya memberi nilai 4 dari 5");
  speak("en");
});

test("of other changes a thread tells nothing", () => {
  expect(isTold(row("updated", {}))).toBe(false);
  expect(isTold(row("updated", { priority: ["low", "high"] }))).toBe(true);
  expect(isTold(row("read", {}))).toBe(false);
});
