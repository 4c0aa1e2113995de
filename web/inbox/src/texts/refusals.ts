import i18next from "i18next";
import { learnSentences } from "../app/refusals";
import en from "./refusals.en.json";
import id from "./refusals.id.json";
import { SENTENCES } from "./serverWords";

// Comes after the first screen: before, there is hardly anything to refuse.
i18next.addResourceBundle("en", "translation", en, true, true);
i18next.addResourceBundle("id", "translation", id, true, true);
learnSentences(SENTENCES);
