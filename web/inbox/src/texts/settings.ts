import i18next from "i18next";
import en from "./settings.en.json";
import id from "./settings.id.json";

// Comes with the settings' code, so that the first screen does not carry these words.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
