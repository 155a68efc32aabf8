// npm run ledger: messages of customers that ended without an answer, a request or a visible failure, and what to do about each.
// Ends with 1 when there is one. Works beside a running Firstline.
import { ALLOWED_MS, type Ledger, type LedgerException } from '../model/ledger.ts';
import type { DeskRecords } from '../model/store.ts';
import { systemClock } from '../system/clock.ts';
import { timeIn } from './audit.ts';
import { CommandError } from './command-error.ts';
import { loadConfig, onlyOptions, option } from './environment.ts';
import { withRecords } from './records.ts';

const MOST = 1_000;

const CURES: Readonly<Record<LedgerException['why'], string>> = {
  'not-handled': 'not handled yet: is Firstline running, and does its log say "turn failed"?',
  unheard: 'nothing was said or done for it: read it on the desk page and answer by hand',
  'not-sent':
    'its answer has not gone out: /readyz names the channel or desk that takes nothing, and the cure',
  'failed-unseen':
    'its answer could not be delivered and nobody was shown that: reach the customer elsewhere',
};

export interface LedgerCommandParts {
  readonly records: Ledger & Pick<DeskRecords, 'tickets'>;
  /** IANA name; times are shown in it. */
  readonly timeZone: string;
  readonly now: Date;
  readonly print: (line: string) => void;
}

export async function run(args: readonly string[]): Promise<void> {
  const { TIME_ZONE: timeZone } = loadConfig();
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const exceptions = await withRecords((records) =>
    ledgerCommand(args, { records, timeZone, now: systemClock.now(), print }),
  );
  if (exceptions > 0) process.exitCode = 1;
}

/** Answers how many exceptions there are. Throws CommandError. */
export async function ledgerCommand(args: readonly string[], parts: LedgerCommandParts): Promise<number> {
  const { records, timeZone, now, print } = parts;
  onlyOptions(args, ['minutes']);
  const minutes = option(args, 'minutes') ?? String(ALLOWED_MS / 60_000);
  if (!/^\d{1,5}$/u.test(minutes))
    throw new CommandError('The allowed time is a whole number of minutes: --minutes 5');
  const { checked, exceptions } = await records.ledger(now, Number(minutes) * 60_000, MOST);
  for (const { at, conversation, event, why } of exceptions) {
    const [ticket] = await records.tickets({ conversation, limit: 1 });
    const where = ticket ? `request ${ticket.number}` : `conversation ${conversation}`;
    print(`${timeIn(timeZone, at)}  ${where}  ${event}  ${CURES[why]}`);
  }
  const many = exceptions.length === MOST ? `${MOST} or more` : String(exceptions.length);
  print(
    exceptions.length === 0
      ? `Every one of ${checked} messages was answered, became a request or visibly failed.`
      : `${many} of ${checked} messages.`,
  );
  return exceptions.length;
}
