import i18next from "i18next";
import en from "./failures.en.json";
import id from "./failures.id.json";

// Comes with the first message that has not arrived, or channel that does not work.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
