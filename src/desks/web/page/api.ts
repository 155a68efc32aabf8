// Talks to the desk's API. Failures come out as one error with a stable code; OFFLINE means that nobody answered.
import type {
  ArticleList,
  AuditList,
  Board,
  MacroList,
  PageAct,
  Past,
  ProblemBody,
  SealedFile,
  SessionInfo,
  ShiftResult,
  TicketDetail,
  TicketFilter,
  TicketList,
  Words,
} from '../wire.ts';

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMinutes: number;

  constructor(status: number, code: string, message: string, retryAfterMinutes = 0) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.retryAfterMinutes = retryAfterMinutes;
  }

  /** Whether the same request may succeed in a while. */
  get passing(): boolean {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

export interface Api {
  readonly me: SessionInfo | undefined;
  resume(): Promise<SessionInfo>;
  signIn(name: string, key: string): Promise<SessionInfo>;
  signOut(): Promise<void>;
  tickets(filter: TicketFilter): Promise<TicketList>;
  ticket(id: string, entries: number): Promise<TicketDetail>;
  say(kind: 'reply' | 'note', ticket: string, words: Words): Promise<void>;
  /** `id` stays the same when the same act is tried again. */
  act(ticket: string, id: string, act: PageAct): Promise<void>;
  board(): Promise<Board>;
  macros(ticket: string, words: string): Promise<MacroList>;
  articles(ticket: string, words: string): Promise<ArticleList>;
  past(ticket: string): Promise<Past>;
  /** For managers; of one ticket, or the latest of all. */
  audit(limit: number, ticket?: string): Promise<AuditList>;
  shift(on: boolean): Promise<ShiftResult>;
  upload(file: File): Promise<SealedFile>;
}

const BASE = '/desk/api';
const TIMEOUT_MS = 20_000;
const UPLOAD_TIMEOUT_MS = 180_000;

/** `signedOut` is called when the server no longer knows the session. */
export function createApi(signedOut: () => void): Api {
  let me: SessionInfo | undefined;

  async function call<T>(method: string, path: string, body?: object, timeoutMs = TIMEOUT_MS): Promise<T> {
    const isForm = body instanceof FormData;
    const response = await fetch(BASE + path, {
      method,
      headers: {
        // cards and figures are worded by the server
        'accept-language': document.documentElement.lang,
        ...(me && method !== 'GET' && { 'x-csrf-token': me.csrf }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new ApiError(0, 'OFFLINE', cause instanceof Error ? cause.message : 'no answer');
    });
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
    const problem = await problemOf(response);
    if (problem.code === 'SIGN_IN' && me) {
      me = undefined;
      signedOut();
    }
    throw problem;
  }

  const at = (ticket: string): string => `/tickets/${encodeURIComponent(ticket)}`;
  const sought = (words: string): string => new URLSearchParams({ q: words }).toString();

  return {
    get me() {
      return me;
    },
    resume: async () => (me = await call<SessionInfo>('GET', '/session')),
    signIn: async (name, key) => (me = await call<SessionInfo>('POST', '/session', { name, key })),
    async signOut() {
      await call('DELETE', '/session');
      me = undefined;
    },
    tickets: (filter) => call('GET', `/tickets?${new URLSearchParams({ ...filter }).toString()}`),
    ticket: (id, entries) => call('GET', `${at(id)}?entries=${entries}`),
    say: (kind, ticket, words) => call('POST', `${at(ticket)}/${kind}`, words),
    act: (ticket, id, act) => call('POST', `${at(ticket)}/act`, { id, act }),
    board: () => call('GET', '/board'),
    macros: (ticket, words) => call('GET', `${at(ticket)}/macros?${sought(words)}`),
    articles: (ticket, words) => call('GET', `${at(ticket)}/articles?${sought(words)}`),
    past: (ticket) => call('GET', `${at(ticket)}/past`),
    audit(limit, ticket) {
      const query = new URLSearchParams({ limit: String(limit), ...(ticket !== undefined && { ticket }) });
      return call('GET', `/audit?${query.toString()}`);
    },
    shift: (on) => call('POST', '/shift', { on }),
    upload(file) {
      const form = new FormData();
      form.append('file', file, file.name);
      return call('POST', '/upload', form, UPLOAD_TIMEOUT_MS);
    },
  };
}

export function fileUrl(file: SealedFile): string {
  return `${BASE}/files/${encodeURIComponent(file.origin)}/${encodeURIComponent(file.id)}?seal=${file.seal}`;
}

/** A key that no other act has, 32 hexadecimal digits. Works on pages without https as well. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

async function problemOf(response: Response): Promise<ApiError> {
  const minutes = Math.ceil(Number(response.headers.get('retry-after') ?? 0) / 60);
  const isProblem = response.headers.get('content-type')?.includes('problem+json') ?? false;
  if (!isProblem) return new ApiError(response.status, 'HTTP', `HTTP ${response.status}`, minutes);
  const { code, detail } = (await response.json()) as ProblemBody;
  return new ApiError(response.status, code, detail, minutes);
}
