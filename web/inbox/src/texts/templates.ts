import i18next from "i18next";
import en from "./templates.en.json";
import id from "./templates.id.json";

// Comes with the dialog of templates.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
