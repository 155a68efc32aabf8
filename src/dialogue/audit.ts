// What the audit log says of an act beside its kind: what was chosen, in a word, and never anybody's words.
import type { DeskBody } from '../model/desk.ts';
import type { Draft } from './draft.ts';
import { articleFor } from './teaching.ts';

export function auditDetail(body: DeskBody, draft: Draft): string | undefined {
  const { deps } = draft;
  switch (body.kind) {
    case 'macro':
      return deps.macros.has(body.macro) ? body.macro : undefined;
    case 'answer': {
      const found = articleFor(draft, body.article);
      return found.kind === 'article' ? found.article.id : undefined;
    }
    case 'assign':
      return body.to.id;
    case 'close':
      return body.unasked === true ? 'unasked' : undefined;
    case 'priority':
      return body.priority;
    case 'tier':
      return deps.deskRules.queues.some(({ name }) => name === body.queue) ? body.queue : String(body.tier);
    case 'snooze':
      return body.until.toISOString();
    case 'merge':
      return String(body.into);
    case 'absorb':
      return String(body.from.number);
    case 'language':
      return body.locale;
    case 'show':
      return body.what;
    default:
      return undefined;
  }
}
