import i18next from "i18next";
import en from "./door.en.json";
import id from "./door.id.json";

// Comes with the pages that the links of mails open, so that the first screen does not carry them.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
