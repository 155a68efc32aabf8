// What was said reads differently: the customer or an operator changed his words, or took them back.
import type { ConversationId } from '../../model/ids.ts';
import type { TurnChanges } from '../../model/turn.ts';
import { decode, encode, type Json } from './codec.ts';
import type { Engine } from './engine.ts';
import type { Erasure } from './erasure.ts';
import { filesIn } from './files-in.ts';
import { hotSql } from './hot-sql.ts';
import type { Entry } from './schema.ts';

export type Rewrite = NonNullable<TurnChanges['rewrites']>[number];

/** Files of what was taken back are kept as long, ms: the message may still wait to go out before it is taken back. */
const FILES_STAY_MS = 24 * 60 * 60 * 1000;

/** Changes the newest entry with that ref, if there is one; `now` is ms. Inside a write. */
export function rewriter(
  { db }: Engine,
  { doom }: Pick<Erasure, 'doom'>,
): (conversation: ConversationId, rewrite: Rewrite, now: number) => void {
  const find = db.prepare<[ConversationId, string], { seq: number; entry: Json<Entry> }>(hotSql.findEntry);
  const replace = db.prepare<[Json<Entry>, number]>(hotSql.rewriteEntry);
  return (conversation, { ref, text }, now) => {
    const row = find.get(conversation, ref);
    if (row === undefined) return;
    const entry = decode(row.entry);
    if (text !== undefined) {
      replace.run(encode({ ...entry, text, state: 'edited' as const }), row.seq);
      return;
    }
    for (const file of filesIn(entry.files)) doom(file, now + FILES_STAY_MS);
    replace.run(encode({ ...entry, text: [], files: [], state: 'removed' as const }), row.seq);
  };
}
