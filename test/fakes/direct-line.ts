// A bare Direct Line client for tests: plain requests, nothing hidden, nothing retried.
import type { WireActivity } from '../../src/channels/webchat/activity.ts';

export interface Problem {
  readonly status: number;
  readonly detail: string;
  readonly error: { readonly code: string; readonly message: string };
}

export interface Chat {
  readonly conversation: string;
  readonly user: string;
  readonly token: string;
  readonly resume: string;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Posts an activity; the answer is whatever the server says. */
  post(activity: object): Promise<Response>;
  upload(activity: object | undefined, files: readonly File[]): Promise<Response>;
  read(watermark?: string): Promise<{ activities: WireActivity[]; watermark: string }>;
  streamUrl(watermark?: string): Promise<string>;
}

export async function openChat(url: string): Promise<Chat> {
  const root = `${url}/v3/directline`;
  const generated = await fetch(`${root}/tokens/generate`, { method: 'POST' });
  const grant = (await generated.json()) as {
    conversationId: string;
    token: string;
    resumeToken: string;
    user: { id: string };
  };
  const base = `/conversations/${grant.conversationId}`;

  const request: Chat['request'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${grant.token}`);
    return fetch(root + path, { ...init, headers });
  };
  await request('/conversations', { method: 'POST' });

  return {
    conversation: grant.conversationId,
    user: grant.user.id,
    token: grant.token,
    resume: grant.resumeToken,
    request,
    post: (activity) =>
      request(`${base}/activities`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      }),
    upload(activity, files) {
      const form = new FormData();
      if (activity !== undefined) {
        const type = 'application/vnd.microsoft.activity';
        form.append('activity', new Blob([JSON.stringify(activity)], { type }));
      }
      for (const file of files) form.append('file', file);
      return request(`${base}/upload?userId=${grant.user.id}`, { method: 'POST', body: form });
    },
    async read(watermark = '') {
      const answer = await request(`${base}/activities?watermark=${watermark}`);
      return (await answer.json()) as { activities: WireActivity[]; watermark: string };
    },
    async streamUrl(watermark = '') {
      const answer = await request(`${base}?watermark=${watermark}`);
      return ((await answer.json()) as { streamUrl: string }).streamUrl;
    },
  };
}

export async function problemOf(answer: Response): Promise<Problem> {
  return (await answer.json()) as Problem;
}
