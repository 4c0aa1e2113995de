import i18next from "i18next";
import en from "./mail.en.json";
import id from "./mail.id.json";

// Comes with the first mail that is shown or written.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
