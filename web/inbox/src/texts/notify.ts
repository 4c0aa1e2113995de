import i18next from "i18next";
import en from "./notify.en.json";
import id from "./notify.id.json";

// Comes with the bell's code, so that the first screen does not carry these words.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
