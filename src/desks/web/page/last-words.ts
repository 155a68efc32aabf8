// The last thing said in a request, as a line of the list. Pure.
import type { TicketRow } from '../wire.ts';
import type { Text } from './text.ts';

/** A name such as photo-10.jpg tells nobody anything; that of a document does. */
export function lastWords({ text: words, files }: NonNullable<TicketRow['last']>, text: Text): string {
  const [kind] = files ?? [];
  if (words === '') return text.removed;
  if (!files || kind === undefined || kind === 'document') return words;
  return files.length === 1 ? text.fileKinds[kind] : `${text.fileKinds[kind]} × ${files.length}`;
}
