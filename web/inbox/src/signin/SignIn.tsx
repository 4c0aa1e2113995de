import { useQuery } from "@tanstack/react-query";
import type { Member } from "../../../contract/types";
import { getWorkspace } from "../api/calls";
import { Themed } from "../overlays/Themed";
import { speak, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Knot } from "./Knot";
import { SignInForm } from "./SignInForm";
import "./signin.css";

interface Props {
  /** The session ended while one worked. */
  ended: boolean;
  onSignedIn: (member: Member) => void;
}

/** The door: who are you, in which language. */
export default function SignIn({ ended, onSignedIn }: Props) {
  const { t, lang } = useTexts();
  const { data } = useQuery({
    queryKey: ["workspace"],
    queryFn: ({ signal }) => getWorkspace(signal),
  });
  return (
    <Themed>
      <div className="si">
        <main className="si-l">
          <header className="si-top">
            <Icon name="simpul" size={20} />
            <b>Simpul</b>
          </header>
          <div className="si-f">
            <h1>{data ? t("signIn.title", { workspace: data.name }) : t("signIn.titlePlain")}</h1>
            <p className="si-lead">{t(ended ? "signIn.ended" : "signIn.lead")}</p>
            <SignInForm onSignedIn={onSignedIn} />
            <p className="si-help meta muted">{t("signIn.help")}</p>
          </div>
          <footer className="si-foot">
            {/* biome-ignore lint/a11y/useSemanticElements: two buttons are no form */}
            <span className="seg" role="group" aria-label={t("signIn.language")}>
              <button
                type="button"
                lang="en"
                aria-pressed={lang === "en"}
                onClick={() => speak("en")}
              >
                English
              </button>
              <button
                type="button"
                lang="id"
                aria-pressed={lang === "id"}
                onClick={() => speak("id")}
              >
                Bahasa Indonesia
              </button>
            </span>
          </footer>
        </main>
        <aside className="si-r" aria-hidden="true">
          <Knot />
          <p className="si-say">{t("signIn.say")}</p>
          <p className="si-sub">{t("signIn.saySub")}</p>
        </aside>
      </div>
    </Themed>
  );
}
