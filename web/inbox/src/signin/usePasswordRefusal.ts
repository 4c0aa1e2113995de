import { useState } from "react";
import { ApiError } from "../api/http";
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
    const known = refused instanceof ApiError;
    const fields = known ? (refused.body.fields as Record<string, string> | undefined) : undefined;
    setError(fields?.password ?? (known ? refused.detail : t("signIn.unreachable")));
  };
  return { error, fits, refuse };
}
