// The Direct Line calls that the widget makes, and the activities that come back.
import type { Session, Unsent } from './storage.ts';

export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly from: { readonly id: string; readonly name?: string; readonly role?: string };
  readonly text?: string;
  readonly textFormat?: string;
  /** Id of the message that is quoted. */
  readonly replyToId?: string;
  readonly attachments?: readonly { contentType: string; contentUrl: string; name?: string }[];
  readonly suggestedActions?: { readonly actions: readonly { title: string; value: string }[] };
  readonly channelData?: {
    readonly clientActivityID?: string;
    readonly speaker?: { readonly kind: 'bot' | 'system' | 'operator' };
    /** When the words were changed. */
    readonly edited?: string;
  };
}

export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string;
}

/** Our server answered, and it was no (a proxy's error page is not that). `message` is its sentence. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface StreamAddress {
  readonly url: string;
  /** Another messenger in which the conversation can go on. */
  readonly continueIn: string | undefined;
}

interface Grant {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly resumeToken: string;
}

export type DirectLine = ReturnType<typeof createDirectLine>;

/** Every call rejects with `Refusal` when the server refuses, and with another error when it cannot be reached. */
export function createDirectLine(base: string, locale: string) {
  const root = `${base}/v3/directline`;

  const call = async <Answer>(
    path: string,
    token: string | undefined,
    body?: object | FormData,
    method = 'POST',
  ): Promise<Answer> => {
    const headers: Record<string, string> = {};
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    const form = body instanceof FormData;
    if (body !== undefined && !form) headers['content-type'] = 'application/json';
    const response = await fetch(root + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(form ? {} : { signal: AbortSignal.timeout(20_000) }),
    });
    if (response.ok) return (await response.json()) as Answer;
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
    if (problem.code === undefined) throw new TypeError(`status ${String(response.status)}`);
    throw new Refusal(response.status, problem.detail ?? '');
  };

  const toSession = (grant: Grant, user: string, started: boolean): Session => ({
    started,
    conversation: grant.conversationId,
    user,
    token: grant.token,
    expires: Date.now() + grant.expires_in * 1000,
    resume: grant.resumeToken,
  });

  return {
    async begin(): Promise<Session> {
      const grant = await call<Grant & { user: { id: string } }>('/tokens/generate', undefined, {});
      await call('/conversations', grant.token, {});
      return toSession(grant, grant.user.id, false);
    },

    async refresh(session: Session): Promise<Session> {
      const token = session.expires > Date.now() + 60_000 ? session.token : session.resume;
      return toSession(await call<Grant>('/tokens/refresh', token), session.user, session.started);
    },

    /** The address of the stream; its server part is replaced by the one that this page can reach. */
    async streamUrl(session: Session, watermark: string): Promise<StreamAddress> {
      const path = `/conversations/${session.conversation}?watermark=${watermark}`;
      const { streamUrl, continueIn } = await call<{ streamUrl: string; continueIn?: string }>(
        path,
        session.token,
        undefined,
        'GET',
      );
      const url = root.replace(/^http/u, 'ws') + streamUrl.slice(streamUrl.indexOf('/conversations/'));
      return { url, continueIn };
    },

    /** A link that carries the conversation on in the other messenger, once. */
    async continuation(session: Session): Promise<string> {
      const path = `/conversations/${session.conversation}/continuation`;
      return (await call<{ url: string }>(path, session.token, {})).url;
    },

    read(session: Session, watermark: string): Promise<ActivitySet> {
      const path = `/conversations/${session.conversation}/activities?watermark=${watermark}`;
      return call<ActivitySet>(path, session.token, undefined, 'GET');
    },

    async start(session: Session): Promise<void> {
      await call(`/conversations/${session.conversation}/activities`, session.token, {
        type: 'event',
        name: 'startConversation',
        locale,
        from: { id: session.user },
        channelData: { clientActivityID: 'start' },
      });
    },

    async post(session: Session, item: Unsent, files: readonly File[]): Promise<void> {
      const activity = {
        type: 'message',
        text: item.text,
        textFormat: 'plain',
        locale,
        from: { id: session.user },
        ...(item.value === undefined ? {} : { value: item.value }),
        channelData: { clientActivityID: item.id },
      };
      const path = `/conversations/${session.conversation}`;
      if (files.length === 0) {
        await call(`${path}/activities`, session.token, activity);
        return;
      }
      const form = new FormData();
      form.append(
        'activity',
        new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
      );
      for (const file of files) form.append('file', file, file.name);
      await call(`${path}/upload?userId=${encodeURIComponent(session.user)}`, session.token, form);
    },

    /** A file's address as this page can reach it. */
    fileUrl(url: string): string {
      const at = url.indexOf('/v3/directline/files/');
      return at === -1 ? url : base + url.slice(at);
    },
  };
}
