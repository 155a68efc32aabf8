// What the browser keeps over a reload: the session and the messages not yet acknowledged.

export interface Session {
  readonly conversation: string;
  readonly user: string;
  readonly token: string;
  /** When the token runs out, ms. */
  readonly expires: number;
  readonly resume: string;
  /** The server has been told that the conversation begins. */
  readonly started: boolean;
}

export interface Unsent {
  /** Also the clientActivityID, so that a repeat is recognised. */
  readonly id: string;
  readonly text: string;
  /** The value of a pressed button. */
  readonly value?: string;
  readonly at: number;
}

export interface Storage {
  session(): Session | undefined;
  /** Another session than before starts with nothing read. */
  setSession(session: Session | undefined): void;
  unsent(): readonly Unsent[];
  addUnsent(item: Unsent): void;
  removeUnsent(id: string): void;
  /** Number of the newest activity that the customer has seen. */
  seen(): number;
  setSeen(position: number): void;
}

/** Private windows may refuse localStorage: then everything lasts as long as the page. */
export function createStorage(base: string): Storage {
  const fallback = new Map<string, string>();
  const name = (key: string): string => `firstline:${key}:${base}`;

  const get = (key: string): unknown => {
    try {
      const text = fallback.get(key) ?? localStorage.getItem(name(key));
      return text === null ? undefined : (JSON.parse(text) as unknown);
    } catch {
      return undefined;
    }
  };
  const set = (key: string, value: unknown): void => {
    const text = JSON.stringify(value ?? null);
    try {
      localStorage.setItem(name(key), text);
      fallback.delete(key);
    } catch {
      fallback.set(key, text);
    }
  };
  const session = (): Session | undefined => (get('session') as Session | null | undefined) ?? undefined;
  const unsent = (): readonly Unsent[] => (get('unsent') as Unsent[] | undefined) ?? [];

  return {
    session,
    setSession(next) {
      if (next === undefined || session()?.conversation !== next.conversation) set('seen', 0);
      set('session', next);
    },
    unsent,
    addUnsent: (item) => set('unsent', [...unsent(), item]),
    removeUnsent: (id) =>
      set(
        'unsent',
        unsent().filter((item) => item.id !== id),
      ),
    seen: () => (get('seen') as number | undefined) ?? 0,
    setSeen: (position) => set('seen', position),
  };
}
