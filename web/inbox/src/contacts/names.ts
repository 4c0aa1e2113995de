import type { Contact } from "../../../contract/types";
import type { Translate } from "../texts/i18n";

/** Who was erased has no name of his own. */
export const nameOf = (contact: Contact, t: Translate): string =>
  contact.erased ? t("contacts.erased") : contact.name;
