import i18next from "i18next";
import en from "./members.en.json";
import id from "./members.id.json";

// Comes with the pages about people, so that the first screen does not carry these words.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
