import type { AreaProps } from "../app/areas";
import { usePageName } from "../app/pageName";
import { Themed } from "../overlays/Themed";
import { useTexts } from "../texts/i18n";
import { Empty } from "../ui/Empty";
import { ContactList } from "./ContactList";
import { ContactPage } from "./ContactPage";
import { NewContact } from "./NewContact";
import { Suggestions } from "./Suggestions";
import "../texts/chat";
import "../texts/settings";
import "../texts/contacts";
import "../settings/kit/mantine";
import "../settings/settings.css";
import "../panel/panel.css";
import "./contacts.css";

const ID = /^[0-9a-f]{24}$/;

/** /contacts: everybody who has written or was written down. /contacts/<id>, /new, /suggestions. */
export default function Contacts({ path }: AreaProps) {
  const [page = null] = path;
  return (
    <Themed>
      <div className="settings contacts" data-page={page ? "open" : "none"}>
        <ContactList here={page} />
        <main className="set-main" id="area" tabIndex={-1} data-pane="page">
          {page === "new" && <NewContact />}
          {page === "suggestions" && <Suggestions />}
          {page && ID.test(page) && <ContactPage key={page} id={page} />}
          {!page && <NothingOpen />}
        </main>
      </div>
    </Themed>
  );
}

function NothingOpen() {
  const { t } = useTexts();
  usePageName(t("contacts.title"));
  return (
    <>
      <h1 className="vh">{t("contacts.title")}</h1>
      <Empty icon="users" title={t("contacts.none.open")} lead={t("contacts.none.open.lead")} />
    </>
  );
}
