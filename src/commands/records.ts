// What a command that works on the records does around its work: opens them, beside a running Firstline too, and closes them.
import { openRecords } from '../open-store.ts';
import { createLog } from '../system/log.ts';
import { loadConfig } from './environment.ts';

export type Records = Awaited<ReturnType<typeof openRecords>>['store'];

/** Throws what `work` throws, and StoreError when the database cannot be opened. */
export async function withRecords<Value>(work: (records: Records) => Promise<Value>): Promise<Value> {
  const { store } = await openRecords(loadConfig(), createLog('error'));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
