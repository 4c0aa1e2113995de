import i18next from "i18next";
import en from "./contacts.en.json";
import id from "./contacts.id.json";

// Comes with the page of contacts and the settings of their fields.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
