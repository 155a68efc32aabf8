// Run by a test in a process of its own: opens the database, accepts one message, and stays until it is killed.
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { newId } from '../../src/system/ids.ts';
import { silentLog } from '../../src/system/log.ts';
import { textFrom } from '../contract/store/samples.ts';

const url = process.argv[2] ?? '';
const store = await openSqliteStore({ url, newId, log: silentLog });
await store.acceptMessage(textFrom('ivan', '1'), 'ru');
process.stdout.write('ready\n');
setInterval(() => undefined, 60_000);
