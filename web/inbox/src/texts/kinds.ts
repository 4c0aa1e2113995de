import i18next from "i18next";
import en from "./kinds.en.json";
import id from "./kinds.id.json";

// Comes with the first message that is more than text and files.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
