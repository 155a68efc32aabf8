// What is being written in each conversation, so that looking into another one loses nothing.
import type { Quoted } from '../../../model/desk.ts';
import type { SealedFile } from '../wire.ts';
import { ApiError, type Api } from './api.ts';

export interface Upload {
  readonly name: string;
  /** A picture to show while it is uploaded. */
  readonly preview: string | undefined;
  readonly sealed?: SealedFile;
  readonly problem?: ApiError;
}

export interface Draft {
  readonly text: string;
  readonly note: boolean;
  /** The message that the reply quotes. */
  readonly quoted?: Quoted & { readonly ref: string };
  /** The reply of ours that is being changed, and the words that were in the box before. */
  readonly editing?: { readonly ref: string; readonly aside: string };
  readonly uploads: readonly Upload[];
}

export interface Drafts {
  of(ticket: string): Draft;
  write(ticket: string, change: Partial<Pick<Draft, 'text' | 'note'>>): void;
  quote(ticket: string, quoted: Draft['quoted']): void;
  /** Begins to change a reply of ours; what was in the box is put aside. */
  edit(ticket: string, ref: string, text: string): void;
  /** Leaves the reply be; what was put aside is back. */
  editDone(ticket: string): void;
  /** Uploads at once; `changed` is called when it is done or refused. */
  attach(ticket: string, file: File): void;
  detach(ticket: string, upload: Upload): void;
  clear(ticket: string): void;
}

const EMPTY: Draft = { text: '', note: false, uploads: [] };
const STORED = 'firstline.desk.drafts';

export function createDrafts(api: Api, changed: () => void): Drafts {
  const drafts = new Map<string, Draft>(Object.entries(restore()));
  const of = (ticket: string): Draft => drafts.get(ticket) ?? EMPTY;

  function set(ticket: string, draft: Draft): void {
    if (draft.text === '' && draft.uploads.length === 0 && !draft.note && !draft.quoted && !draft.editing) {
      drafts.delete(ticket);
    } else drafts.set(ticket, draft);
    const texts = [...drafts].map(([id, kept]) => [id, { ...kept, uploads: [] }] as const);
    sessionStorage.setItem(STORED, JSON.stringify(Object.fromEntries(texts)));
  }

  function replace(ticket: string, old: Upload, next: readonly Upload[]): void {
    const draft = of(ticket);
    const uploads = draft.uploads.flatMap((upload) => (upload === old ? next : [upload]));
    set(ticket, { ...draft, uploads });
    changed();
  }

  return {
    of,
    write: (ticket, change) => set(ticket, { ...of(ticket), ...change }),
    quote(ticket, quoted) {
      const { text, uploads, editing } = of(ticket);
      set(ticket, { text: editing?.aside ?? text, uploads, note: false, ...(quoted && { quoted }) });
      changed();
    },
    edit(ticket, ref, text) {
      const { uploads, text: words, editing } = of(ticket);
      set(ticket, { text, note: false, uploads, editing: { ref, aside: editing?.aside ?? words } });
      changed();
    },
    editDone(ticket) {
      const { uploads, editing } = of(ticket);
      set(ticket, { text: editing?.aside ?? '', note: false, uploads });
      changed();
    },
    attach(ticket, file) {
      const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined;
      const upload: Upload = { name: file.name, preview };
      set(ticket, { ...of(ticket), uploads: [...of(ticket).uploads, upload] });
      changed();
      api.upload(file).then(
        (sealed) => replace(ticket, upload, [{ ...upload, sealed }]),
        (error: unknown) => {
          if (!(error instanceof ApiError)) throw error;
          replace(ticket, upload, [{ ...upload, problem: error }]);
        },
      );
    },
    detach(ticket, upload) {
      if (upload.preview) URL.revokeObjectURL(upload.preview);
      replace(ticket, upload, []);
    },
    clear(ticket) {
      for (const { preview } of of(ticket).uploads) if (preview) URL.revokeObjectURL(preview);
      set(ticket, EMPTY);
    },
  };
}

function restore(): Record<string, Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '{}') as Record<string, Draft>;
  } catch {
    return {};
  }
}
