import i18next from "i18next";
import en from "./chat.en.json";
import id from "./chat.id.json";

// Comes with the thread and what lies over it, so that the first screen does not carry these words.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
