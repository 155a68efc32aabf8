// The terminal's desk keeps the contract of a desk.
import { Writable } from 'node:stream';
import { terminalDesk } from '../../../src/desks/terminal/terminal-desk.ts';
import { newId } from '../../../src/system/ids.ts';
import { deskContract } from '../../contract/desk.ts';
import { hastyClock } from '../../fakes/hasty-clock.ts';

deskContract('the terminal desk', () => {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const desk = terminalDesk({ output, clock: hastyClock(), newId });
  return Promise.resolve({
    desk,
    operatorSays: (_ticket, text) => desk.hear(`@${text}`),
    operatorActs: (_ticket, action) => desk.hear(`@${action}`),
    shown: (ticket) => desk.view(ticket),
    close: () => undefined,
  });
});
