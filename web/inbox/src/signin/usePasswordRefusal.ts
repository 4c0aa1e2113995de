import { useState } from "react";
import { ApiError } from "../api/http";
import { reasonOf } from "../app/refusals";
import { useTexts } from "../texts/i18n";
import { LEAST, MOST } from "./strength";

/** What is wrong with a chosen password, before and after the hub has judged it. */
export function usePasswordRefusal() {
  const { t } = useTexts();
  const [error, setError] = useState<string>();
  const fits = (password: string, before = ""): boolean => {
    const length = [...password].length;
    const wrong = !length
      ? t("password.missing")
      : length < LEAST
        ? t("password.short", { count: LEAST })
        : length > MOST
          ? t("password.long", { count: MOST })
          : password === before
            ? t("password.same")
            : undefined;
    setError(wrong);
    return !wrong;
  };
  const refuse = (refused: unknown) => {
    setError(refused instanceof ApiError ? reasonOf(refused) : t("signIn.unreachable"));
  };
  return { error, fits, refuse };
}
