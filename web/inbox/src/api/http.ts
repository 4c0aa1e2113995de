/** Every refusal of the hub: `error` for programs, `detail` for people, the present state beside it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly detail: string,
    readonly body: Record<string, unknown> = {},
    /** Seconds to wait, of a 429 or 503. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail || error);
  }
}

/** The hub did not answer: away, asleep, or too slow. What was asked may or may not have happened. */
export class Unreachable extends Error {}

const BASE = "/api/v1";
/** Milliseconds for an answer of the hub, unless it has to ask somebody else first. */
const PATIENCE = 10_000;
/** Letters up to which a request goes on when its page is closed. Browsers take 64 KiB for all of a page's together. */
const OUTLIVES = 4_000;

let onSignedOut: () => void = () => {};

/** Called once when a call finds that the session has ended. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

export function csrfToken(): string {
  return /(?:^|;\s*)csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

/** Answers that the page itself has asked for before this code was here; each is used once. */
function firstAnswer(path: string): Promise<Response> | undefined {
  const answers = (globalThis as { firstAnswers?: Record<string, Promise<Response>> }).firstAnswers;
  const answer = answers?.[path];
  if (answers) delete answers[path];
  return answer;
}

interface Options {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
  /** Milliseconds to wait for the answer. */
  patience?: number;
}

export async function call<T>(
  path: string,
  { method = "GET", body, signal, patience = PATIENCE }: Options = {},
): Promise<T> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-CSRF-Token"] = decodeURIComponent(csrfToken());
  const limit = AbortSignal.timeout(patience);
  const early = method === "GET" ? firstAnswer(path) : undefined;
  const written = body === undefined ? undefined : JSON.stringify(body);
  const asked =
    early ??
    fetch(BASE + path, {
      method,
      headers,
      body: written,
      keepalive: method !== "GET" && (written?.length ?? 0) <= OUTLIVES,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  const response = await asked.catch((reason: unknown) => {
    if (signal?.aborted) throw reason;
    throw new Unreachable(String(reason));
  });
  return read<T>(response, path);
}

async function read<T>(response: Response, path: string): Promise<T> {
  const text = await response.text();
  const body = parse(text);
  if (response.ok) return body as T;
  if (response.status === 401 && !path.startsWith("/auth/")) onSignedOut();
  throw refusal(response.status, body, response.headers.get("Retry-After"));
}

export function refusal(status: number, body: unknown, retryAfter: string | null): Error {
  const known = (body ?? {}) as Record<string, unknown>;
  const seconds = retryAfter ? Number(retryAfter) : Number.NaN;
  if (status >= 500 && !known.error) return new Unreachable(`status ${status}`);
  return new ApiError(
    status,
    String(known.error ?? `status_${status}`),
    String(known.detail ?? ""),
    known,
    Number.isFinite(seconds) ? seconds : null,
  );
}

export function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
