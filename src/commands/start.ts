// npm start: everything that the configuration switches on, until it is told to stop.
import { composeServer, deskNames } from '../compose.ts';
import { openStore } from '../open-store.ts';
import type { Config } from '../config.ts';
import { everyLesson } from '../knowledge/lessons/every.ts';
import { systemClock } from '../system/clock.ts';
import { createHttp } from '../system/http.ts';
import { createLog, type Log } from '../system/log.ts';
import { ADMIN, type AdminKey, settleAdmin } from './admin.ts';
import { CommandError } from './command-error.ts';
import { FILES_FOLDER, loadConfig, loadContent, ROOT } from './environment.ts';
import { learningJob } from './learning.ts';
import { tellProblems } from './problems.ts';
import { importSamples } from './samples.ts';

/** Sample orders of data/orders.csv with the ends of their phones; data/README.md lists them too. */
const SAMPLE_ORDERS = [
  { label: '4567', text: 'UT-10421' },
  { label: '1234', text: 'UT-10437' },
  { label: '3456', text: 'UT-10452' },
];

/** After this long a stop is forced; nothing accepted is lost by it. */
const STOP_WITHIN_MS = 10_000;

export async function run(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.LOG_LEVEL);
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const store = await openStore(config, log, { waits: true });
  const taught = await everyLesson(store, { states: ['accepted'] });
  const content = await loadContent(config, deskNames(config), report, {
    clock: systemClock,
    log,
    onProblems: (problems) => tellProblems(problems, ROOT).lines.forEach(report),
    examples: taught,
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { shop, articles, live } = content;
  if ((await store.products()).length === 0) {
    log.info(await importSamples(store, report), 'imported the sample products and orders');
  }
  const http = await createHttp(log, config.TRUSTED_PROXIES);
  const publicUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`;
  const app = await composeServer({
    config,
    store,
    shop: () => shop,
    publicUrl,
    jobs: live ? [learningJob(config, store, live, taught, log)] : [],
    filesFolder: FILES_FOLDER,
    demoHints: SAMPLE_ORDERS,
    log,
  });
  // together: the server waits for open pages to leave, and only the parts can end those
  const stop = async (): Promise<void> => {
    content.stop();
    await Promise.all([http.close(), app.stop()]);
  };
  let admin: AdminKey;
  try {
    await app.routes(http);
    await app.start();
    await http.listen({ port: config.PORT, host: '0.0.0.0' });
    // as late as this: a start that fails makes no key that nobody gets to see
    admin = await settleAdmin(store, config.DESK_ADMIN_KEY, systemClock.now());
  } catch (error) {
    await stop().catch((failure: unknown) => log.error({ error: nameOf(failure) }, 'stopping failed'));
    throw cannotListen(error, config.PORT);
  }
  stopOnSignals(stop, log);
  process.stdout.write(
    welcome(config, publicUrl, admin, articles.filter(({ body }) => body.length > 0).length, shop.flows.size),
  );
}

function cannotListen(error: unknown, port: number): unknown {
  switch (error instanceof Error && 'code' in error && error.code) {
    case 'EADDRINUSE':
      return new CommandError(
        `Port ${port} is taken by another program: stop it, or set PORT in .env to another number.`,
      );
    case 'EACCES':
      return new CommandError(
        `This user may not open port ${port}: set PORT in .env to a number from 1024, and let a proxy hold ${port}.`,
      );
    default:
      return error;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: nameOf(error) }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function welcome(config: Config, url: string, admin: AdminKey, articles: number, flows: number): string {
  const telegram = config.TELEGRAM_BOT_TOKEN === undefined ? 'off (set TELEGRAM_BOT_TOKEN)' : 'on';
  const group = config.DESK_TELEGRAM_CHAT_ID === undefined ? 'off (set DESK_TELEGRAM_CHAT_ID)' : 'on';
  return [
    '',
    `Firstline is up: ${articles} articles, ${flows} flows.`,
    `  Shop page with the widget   ${url}/`,
    `  Operators' desk             ${url}/desk   ${signIn(admin)}`,
    `  Telegram                    customers ${telegram}, operators' group ${group}`,
    `  Health and figures          ${url}/healthz  ${url}/readyz  ${url}/metrics`,
    '',
    '',
  ].join('\n');
}

function signIn(admin: AdminKey): string {
  switch (admin.kind) {
    case 'made':
      return `name: ${ADMIN}   key, shown only now: ${admin.key}`;
    case 'configured':
      return `name: ${ADMIN}   key: DESK_ADMIN_KEY`;
    case 'known':
      return 'by name and personal key; a new one: npm run operator -- key NAME';
  }
}
