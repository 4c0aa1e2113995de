import { ApiError } from "../../api/http";
import { refusalText } from "../../app/refusals";
import { type TextKey, t } from "../../texts/i18n";

const WORDS: Record<string, TextKey> = {
  last_admin: "members.lastAdmin",
  invitation_ended: "invites.ended",
  mail_link_ended: "mails.linkEnded",
  mail_on_its_way: "mails.onItsWay",
};

/** Why an act on people or their mails was refused, in the language of the screen. */
export function refused(error: unknown): string {
  const key = error instanceof ApiError ? WORDS[error.error] : undefined;
  return key ? t(key) : refusalText(error);
}

/** The same for forms: a refusal that concerns a field stands at it. */
export function atField(name: string, word: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ApiError) || error.error !== word) throw error;
    const fields = { [name]: refused(error) };
    throw new ApiError(error.status, error.error, error.detail, { ...error.body, fields });
  };
}
