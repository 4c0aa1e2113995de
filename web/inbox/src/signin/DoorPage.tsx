import { type ReactNode, useEffect } from "react";
import { titleOf } from "../app/pageName";
import { Themed } from "../overlays/Themed";
import { speak, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Knot } from "./Knot";
import "./signin.css";

interface Props {
  title: string;
  lead: ReactNode;
  /** Under the form. */
  help?: ReactNode;
  children: ReactNode;
}

/** What everybody sees who is not signed in: one thing to do, the language, and what Simpul is. */
export function DoorPage({ title, lead, help, children }: Props) {
  const { t, lang } = useTexts();
  useEffect(() => {
    document.title = titleOf(title);
  }, [title]);
  return (
    <Themed>
      <div className="si">
        <main className="si-l">
          <header className="si-top">
            <Icon name="simpul" size={20} />
            <b>Simpul</b>
          </header>
          <div className="si-f">
            <h1>{title}</h1>
            <p className="si-lead">{lead}</p>
            {children}
            {help && <div className="si-help meta muted">{help}</div>}
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
