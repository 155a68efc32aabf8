// What /api/messages answers while the Bot Framework channel is switched off; loads nothing of botbuilder.
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../../system/http.ts';

export function botFrameworkOff(app: FastifyInstance): void {
  app.post('/api/messages', () => {
    throw new HttpProblem(
      503,
      'CHANNEL_OFF',
      'The Bot Framework channel is off: set MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD and start again.',
    );
  });
}
