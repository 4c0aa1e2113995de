import i18next from "i18next";
import en from "./presence.en.json";
import id from "./presence.id.json";

// Comes with the menu and the pages about who is here, so that the first screen does without.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
