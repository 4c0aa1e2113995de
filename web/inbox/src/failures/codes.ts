/** What went wrong, by the word under which the sentences stand. */
export type Failure = keyof typeof CODES;

/** Codes of Meta and of Telegram, and ours; several mean the same to whoever reads of it. */
const CODES = {
  window: ["window_closed", "131047"],
  unreached: ["131026"],
  marketingLimit: ["131049"],
  marketingStopped: ["131050"],
  experiment: ["130472"],
  kind: ["131051"],
  file: ["131052", "131053", "file_type", "file_refused", "file_gone"],
  size: ["file_size"],
  content: ["100", "131008", "131009"],
  empty: ["empty"],
  self: ["131021"],
  testNumber: ["131030"],
  needsPhone: ["131062"],
  blanks: ["132000"],
  templateMissing: ["132001", "no_template"],
  templateLong: ["132005"],
  templatePolicy: ["132007"],
  blankForm: ["132012", "132018"],
  templatePaused: ["132015"],
  templateDisabled: ["132016"],
  flow: ["132068", "132069"],
  tooMany: ["130429", "4", "80007", "429", "http_429"],
  pair: ["131056"],
  token: ["190", "0", "401", "404", "no_token", "http_401"],
  permission: ["3", "10", "131005", "http_403"],
  locked: ["368", "131031", "130497"],
  reported: ["131048", "131064"],
  disabled: ["account_disabled"],
  disabling: ["account_disabling"],
  violation: ["account_violation"],
  deleted: ["account_deleted"],
  rejected: ["account_rejected"],
  restricted: ["account_restricted"],
  limited: ["account_limited"],
  unregistered: ["133010", "133016", "131045"],
  displayName: ["131037"],
  payment: ["131042"],
  address: ["address", "http_404", "http_405"],
  twice: ["409"],
  blocked: ["blocked"],
  removed: ["removed"],
  notBegun: ["not_begun"],
  rights: ["no_rights"],
  topic: ["topic_gone"],
  long: ["text_too_long"],
  voice: ["voice_forbidden"],
  business: ["business_ended"],
} as const;

const BY_CODE = new Map<string, Failure>(
  (Object.entries(CODES) as [Failure, readonly string[]][]).flatMap(([failure, codes]) =>
    codes.map((code) => [code, failure] as const),
  ),
);

/** Channels whose codes these are. */
const KINDS: ReadonlySet<string> = new Set(["whatsapp", "telegram"]);

export const speaksInCodes = (channelKind: string): boolean => KINDS.has(channelKind);

/** The service was away, or had enough: later it may be well. */
const AWAY = /^(unreachable|no_answer|1|2|131000|131016|131057|5\d\d|http_(5\d\d|408|425))$/;

/** Codes 200 to 299 of the Graph API: a permission is missing. */
const PERMISSIONS = /^2\d\d$/;

export function failureOf(
  channelKind: string,
  code: string | null | undefined,
): Failure | "away" | null {
  if (!code) return null;
  const known = BY_CODE.get(code);
  if (known) return known;
  if (AWAY.test(code)) return "away";
  return channelKind === "whatsapp" && PERMISSIONS.test(code) ? "permission" : null;
}

/** What is mended at the provider, and not in the channel's settings. */
const AT_PROVIDER: ReadonlySet<Failure> = new Set([
  "locked",
  "reported",
  "disabled",
  "disabling",
  "violation",
  "deleted",
  "rejected",
  "restricted",
  "limited",
  "displayName",
  "payment",
  "unregistered",
]);

export function isAtProvider(channelKind: string, code: string): boolean {
  const failure = failureOf(channelKind, code);
  return failure !== "away" && failure !== null && AT_PROVIDER.has(failure);
}

/** What passes by itself: it is to be sent once more when it has been given up. */
export const passes = (failure: string): boolean => ["tooMany", "pair", "away"].includes(failure);
