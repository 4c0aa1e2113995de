import type {
  Attachment,
  Conversation,
  Message,
  MessageBody,
  Page,
  RatingBody,
  Session,
  SessionBody,
} from "./wire";

/** The hub refused; `error` is for programs, `detail` for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    detail: string,
    /** By field, when a form was wrong. */
    readonly fields: Record<string, string> = {},
    /** Seconds to wait, of a 429. */
    readonly retryAfter = 0,
  ) {
    super(detail);
  }

  /** The same request may do better later. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The request did not arrive, or its answer did not. */
export class Unreachable extends Error {}

export interface Upload {
  done: Promise<Attachment>;
  cancel(): void;
}

/** What the app asks of the hub. `cursor` pages back from the newest. */
export interface ChatApi {
  session(body: SessionBody): Promise<Session>;
  messages(cursor?: string): Promise<Page<Message>>;
  send(body: MessageBody): Promise<Message>;
  receipts(body: { delivered?: number; read?: number }): Promise<unknown>;
  rate(body: RatingBody): Promise<Conversation>;
  upload(file: File, progress: (share: number) => void): Upload;
}

/** `token` gives the newest one; `renew` gets another after a 401 and says whether it could. */
export interface Credentials {
  token(): string | null;
  renew(): Promise<boolean>;
}

const PATIENCE = 20_000;

export class HttpApi implements ChatApi {
  private readonly base: string;

  constructor(
    channelId: string,
    private readonly credentials: Credentials,
  ) {
    this.base = `/api/v1/chat/${encodeURIComponent(channelId)}`;
  }

  session(body: SessionBody): Promise<Session> {
    return this.call("POST", "/session", body, null);
  }

  messages(cursor?: string): Promise<Page<Message>> {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    return this.authorised("GET", `/messages${query}`);
  }

  send(body: MessageBody): Promise<Message> {
    return this.authorised("POST", "/messages", body);
  }

  receipts(body: { delivered?: number; read?: number }): Promise<unknown> {
    return this.authorised("POST", "/receipts", body);
  }

  rate(body: RatingBody): Promise<Conversation> {
    return this.authorised("POST", "/rating", body);
  }

  upload(file: File, progress: (share: number) => void): Upload {
    let request = new XMLHttpRequest();
    const attempt = () => {
      request = new XMLHttpRequest();
      return transfer(
        request,
        `${this.base}/attachments`,
        this.credentials.token(),
        file,
        progress,
      );
    };
    const done = attempt().catch(async (error) => {
      if (isExpired(error) && (await this.credentials.renew())) return attempt();
      throw error;
    });
    return { done, cancel: () => request.abort() };
  }

  private async authorised<T>(method: string, path: string, body?: unknown): Promise<T> {
    try {
      return await this.call<T>(method, path, body, this.credentials.token());
    } catch (error) {
      if (!isExpired(error) || !(await this.credentials.renew())) throw error;
      return this.call<T>(method, path, body, this.credentials.token());
    }
  }

  private async call<T>(method: string, path: string, body: unknown, token: string | null) {
    const headers: Record<string, string> = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const init: RequestInit = { method, headers, credentials: "omit", cache: "no-store" };
    if (body !== undefined) init.body = JSON.stringify(body);
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), PATIENCE);
    try {
      const answer = await fetch(this.base + path, { ...init, signal: giveUp.signal });
      const text = await answer.text();
      if (!answer.ok) throw refusal(answer.status, text, answer.headers.get("Retry-After"));
      return (text ? JSON.parse(text) : null) as T;
    } catch (error) {
      throw error instanceof Refused ? error : new Unreachable(String(error));
    } finally {
      clearTimeout(timer);
    }
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

export function refusal(status: number, text: string, retryAfter: string | null): Refused {
  let body: { error?: string; detail?: string; fields?: Record<string, string> } = {};
  try {
    body = JSON.parse(text) ?? {};
  } catch {
    // A proxy's page, not ours: the status has to do.
  }
  const wait = Number(retryAfter) || 0;
  return new Refused(status, body.error ?? `http_${status}`, body.detail ?? "", body.fields, wait);
}

function transfer(
  request: XMLHttpRequest,
  address: string,
  token: string | null,
  file: File,
  progress: (share: number) => void,
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("file", file, file.name);
    request.open("POST", address);
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.onprogress = (event) => progress(event.loaded / (event.total || 1));
    request.onerror = () => reject(new Unreachable("upload"));
    request.onabort = () => reject(new Unreachable("aborted"));
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Attachment);
      else {
        const wait = request.getResponseHeader("Retry-After");
        reject(refusal(request.status, request.responseText, wait));
      }
    };
    request.send(form);
  });
}
