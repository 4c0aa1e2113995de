import i18next from "i18next";
import en from "./house.en.json";
import id from "./house.id.json";

// Comes with the pages about the house, so that the first screen does not carry these words.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
