import { useQuery } from "@tanstack/react-query";
import type { Member } from "../../../contract/types";
import { getWorkspace } from "../api/calls";
import { useTexts } from "../texts/i18n";
import { DoorPage } from "./DoorPage";
import { SignInForm } from "./SignInForm";
import "../texts/refusals";

interface Props {
  /** The session ended while one worked. */
  ended: boolean;
  onSignedIn: (member: Member) => void;
}

/** The door: who are you, in which language. */
export default function SignIn({ ended, onSignedIn }: Props) {
  const { t } = useTexts();
  const { data } = useQuery({
    queryKey: ["workspace"],
    queryFn: ({ signal }) => getWorkspace(signal),
  });
  return (
    <DoorPage
      title={data ? t("signIn.title", { workspace: data.name }) : t("signIn.titlePlain")}
      lead={t(ended ? "signIn.ended" : "signIn.lead")}
      help={
        <>
          <p>
            <a className="link" href="/forgot">
              {t("signIn.forgot")}
            </a>
          </p>
          <p>{t("signIn.help")}</p>
        </>
      }
    >
      <SignInForm onSignedIn={onSignedIn} />
    </DoorPage>
  );
}
