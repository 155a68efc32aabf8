// Shows in the terminal what operators would get, so that an author sees the case that a conversation makes.
import type { Writable } from 'node:stream';
import type { Desk, DeskPost } from '../../model/desk.ts';

/** Read only: nobody acts on it. */
export function terminalDesk(output: Writable): Desk {
  return {
    name: 'terminal-desk',
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    post(post) {
      const lines = linesOf(post);
      if (lines.length > 0) output.write(`\n${lines.map((line) => `    │ ${line}`).join('\n')}\n`);
      return Promise.resolve({ refs: [] });
    },
  } satisfies Desk;
}

function linesOf(post: DeskPost): string[] {
  switch (post.kind) {
    case 'opened': {
      const { card } = post;
      return [
        `№${card.number} ${card.subject}`,
        ...card.lines.map(({ label, value }) => `${label}: ${value}`),
        ...card.tried.map(({ question, answer }) => `? ${question} → ${answer ?? '—'}`),
      ];
    }
    case 'notice':
      return [post.text];
    case 'card':
    case 'said':
    case 'mark':
      return [];
  }
}
