import i18next from "i18next";
import en from "./tools.en.json";
import id from "./tools.id.json";

// Comes with the pages on labels and quick replies.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
