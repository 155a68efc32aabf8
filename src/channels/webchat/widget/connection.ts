// Keeps the conversation open: session, history, stream, and coming back after every kind of interruption.
import { Refusal, type Activity, type DirectLine } from './direct-line.ts';
import type { Session, Storage } from './storage.ts';

export interface Connection {
  /** Begins or goes on; calling again does nothing. */
  open(): void;
  readonly isOnline: () => boolean;
  /** Does `work` with a valid session, renewing it once if the server asks for it. */
  withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
}

/** A dead socket is noticed after this long without a frame (ms); the server sends one every 25 s. */
const SILENCE_MS = 65_000;
const REFRESH_BEFORE_MS = 15 * 60_000;
const LONGEST_PAUSE_MS = 15_000;

export function createConnection(
  line: DirectLine,
  storage: Storage,
  on: {
    activities(list: readonly Activity[], history: boolean): void;
    /** Called on every change; `online` means that messages can be sent. */
    status(online: boolean): void;
    /** Where else the conversation can go on; told every time it has been opened. */
    continueIn(channel: string | undefined): void;
    /** The conversation is another one than before: forget what is shown. */
    restarted(): void;
  },
): Connection {
  let session = storage.session();
  let watermark = '';
  let online: boolean | undefined;
  let opened = false;
  let wake = (): void => undefined;

  const setOnline = (value: boolean): void => {
    if (online === value) return;
    online = value;
    on.status(value);
  };

  const keep = (next: Session | undefined): void => {
    session = next;
    storage.setSession(next);
  };

  /** Undefined once the server no longer knows us: then only a new conversation can help. */
  const refreshed = async (old: Session): Promise<Session | undefined> => {
    try {
      return await line.refresh(old);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      keep(undefined);
      watermark = '';
      on.restarted();
      return undefined;
    }
  };

  const renew = async (): Promise<Session> => {
    const next = (session && (await refreshed(session))) ?? (await line.begin());
    keep(next);
    if (next.started) return next;
    await line.start(next);
    const started = { ...next, started: true };
    keep(started);
    return started;
  };

  let renewing: Promise<Session> | undefined;
  const renewOnce = (): Promise<Session> =>
    (renewing ??= renew().finally(() => {
      renewing = undefined;
    }));

  const withSession: Connection['withSession'] = async (work) => {
    const fresh = session?.started === true && session.expires - Date.now() > REFRESH_BEFORE_MS;
    const current = fresh && session !== undefined ? session : await renewOnce();
    try {
      return await work(current);
    } catch (error) {
      if (!(error instanceof Refusal) || ![401, 403, 404].includes(error.status)) throw error;
      return work(await renewOnce());
    }
  };

  const catchUp = async (): Promise<void> => {
    for (;;) {
      const set = await withSession((current) => line.read(current, watermark));
      if (set.activities.length === 0) return;
      const history = watermark === '';
      watermark = set.watermark;
      on.activities(set.activities, history);
    }
  };

  /** Resolves when the socket has closed, to whether it had ever opened. */
  const listen = (url: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url);
      let silence = 0;
      let worked = false;
      const done = (): void => {
        clearTimeout(silence);
        socket.onclose = null;
        socket.close();
        resolve(worked);
      };
      const watch = (): void => {
        clearTimeout(silence);
        silence = window.setTimeout(done, SILENCE_MS);
      };
      socket.onopen = () => {
        worked = true;
        watch();
      };
      socket.onmessage = ({ data }) => {
        watch();
        if (typeof data !== 'string' || data === '') return;
        const set = JSON.parse(data) as { activities: Activity[]; watermark: string };
        watermark = set.watermark;
        on.activities(set.activities, false);
      };
      socket.onclose = done;
      watch();
    });

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = window.setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<never> => {
    for (let failures = 0; ; failures += 1) {
      try {
        await catchUp();
        const { url, continueIn } = await withSession((current) => line.streamUrl(current, watermark));
        setOnline(true);
        on.continueIn(continueIn);
        // Where sockets are blocked but requests work, this loop is a slow poll, and that is still a connection.
        if (await listen(url)) {
          failures = 0;
          setOnline(false);
        }
      } catch {
        setOnline(false);
      }
      const longest = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures);
      await pause(longest * (0.5 + Math.random() / 2));
    }
  };

  return {
    open() {
      if (opened) return;
      opened = true;
      session = storage.session();
      addEventListener('online', () => wake());
      document.addEventListener('visibilitychange', () => {
        if (!document.hidden) wake();
      });
      void run();
    },
    isOnline: () => online === true,
    withSession,
  };
}
