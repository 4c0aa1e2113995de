import { useQuery } from "@tanstack/react-query";
import { getMe } from "../../api/calls";
import { me } from "../../app/me";
import { useTexts } from "../../texts/i18n";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import { PasswordSection } from "./PasswordSection";
import { ProfileSection } from "./ProfileSection";
import { Sessions } from "./Sessions";
import { UndoSection } from "./UndoSection";
import "../../texts/door";
import "../../texts/members";
import "../members/members.css";
import "./account.css";

/** /settings/account: one's own name, password, and the places where one is signed in. */
export default function Account({ page }: PageProps) {
  const { t } = useTexts();
  const { data: member } = useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => getMe(signal),
    initialData: me(),
  });
  return (
    <PageFrame page={page} lead={t("account.lead")}>
      <ProfileSection member={member} />
      <UndoSection member={member} />
      <PasswordSection email={member.email} name={member.name} />
      <Sessions />
    </PageFrame>
  );
}
