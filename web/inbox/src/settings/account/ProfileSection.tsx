import { TextInput } from "@mantine/core";
import type { Member } from "../../../../contract/types";
import { patchMe } from "../../api/calls";
import { queryClient } from "../../api/queryClient";
import { knowMe } from "../../app/me";
import { follow } from "../../app/places";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { ErrorSummary } from "../kit/ErrorSummary";
import { StayOrGo } from "../kit/FormPage";
import { bindText } from "../kit/fields";
import { Section } from "../kit/Section";
import { useEdits } from "../kit/useEdits";

const DISPLAY = "/settings/display";

/** What one is called, and what an admin has made of one. */
export function ProfileSection({ member }: { member: Member }) {
  const { t } = useTexts();
  const edits = useEdits({ name: member.name }, async (change) => {
    const changed = await patchMe(change);
    knowMe(changed);
    queryClient.setQueryData(["me"], changed);
  });
  const unsaved = edits.changed.length;
  const save = async () => {
    if (await edits.save()) toast({ name: "settings", text: t("settings.saved"), tone: "ok" });
  };
  return (
    <form
      className="set-section"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (unsaved && !edits.saving) void save();
      }}
    >
      <ErrorSummary errors={edits.errors} labels={{ name: t("members.name") }} />
      <Section>
        <div className="set-two">
          <TextInput
            label={t("members.name")}
            description={t("account.name.hint")}
            autoComplete="name"
            maxLength={80}
            {...bindText(edits, "name")}
          />
          <TextInput
            label={t("account.email")}
            description={t("account.email.hint")}
            readOnly
            value={member.email}
          />
        </div>
        <p className="muted">
          {t("account.role", { role: t(`role.${member.role}`) })}{" "}
          <a className="link" href={DISPLAY} onClick={(event) => follow(event, DISPLAY)}>
            {t("account.display")}
          </a>
        </p>
        {unsaved > 0 && (
          <div className="account-acts">
            <button type="button" className="btn btn-plain" onClick={edits.discard}>
              {t("settings.discard")}
            </button>
            <button type="submit" className="btn btn-main" disabled={edits.saving}>
              {t(edits.saving ? "settings.saving" : "settings.save")}
            </button>
          </div>
        )}
      </Section>
      <StayOrGo unsaved={unsaved} />
    </form>
  );
}
