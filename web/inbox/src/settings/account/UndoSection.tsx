import { Radio } from "@mantine/core";
import { useState } from "react";
import type { Member } from "../../../../contract/types";
import { patchMe } from "../../api/calls";
import { queryClient } from "../../api/queryClient";
import { knowMe } from "../../app/me";
import { refusalText } from "../../app/refusals";
import { toast } from "../../app/toasts";
import { span } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Section } from "../kit/Section";

type Which = "undoMailSeconds" | "undoChatSeconds";

/** Seconds; a customer in a chat waits for each of them. */
const CHOICES: Record<Which, readonly number[]> = {
  undoMailSeconds: [0, 5, 10, 20, 30],
  undoChatSeconds: [0, 5, 10],
};

/** How long what one sends can be taken back. Each choice counts at once. */
export function UndoSection({ member }: { member: Member }) {
  const { t } = useTexts();
  const [wished, setWished] = useState<Partial<Record<Which, number>>>({});
  const choose = async (which: Which, seconds: number) => {
    setWished((all) => ({ ...all, [which]: seconds }));
    try {
      const changed = await patchMe({ [which]: seconds });
      knowMe(changed);
      queryClient.setQueryData(["me"], changed);
    } catch (error) {
      setWished((all) => ({ ...all, [which]: undefined }));
      toast({ name: "settings", text: refusalText(error), tone: "warn" });
    }
  };
  const group = (which: Which, label: string, description: string) => {
    const chosen = wished[which] ?? member[which];
    const all = [...new Set([...CHOICES[which], chosen])].sort((a, b) => a - b);
    return (
      <Radio.Group
        label={label}
        description={description}
        value={String(chosen)}
        onChange={(value) => void choose(which, Number(value))}
      >
        <div className="set-choices">
          {all.map((seconds) => (
            <Radio
              key={seconds}
              value={String(seconds)}
              label={seconds ? span(seconds) : t("account.undo.off")}
            />
          ))}
        </div>
      </Radio.Group>
    );
  };
  return (
    <Section title={t("account.undo")} lead={t("account.undo.lead")}>
      {group("undoMailSeconds", t("account.undo.mail"), t("account.undo.mail.hint"))}
      {group("undoChatSeconds", t("account.undo.chat"), t("account.undo.chat.hint"))}
    </Section>
  );
}
