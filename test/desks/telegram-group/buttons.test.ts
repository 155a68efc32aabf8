// What buttons carry fits Telegram's 64 bytes and is read back as it was meant.
import { describe, expect, it } from 'vitest';
import { buttonData, isNamedBy, readButton } from '../../../src/desks/telegram-group/buttons.ts';
import type { TicketId } from '../../../src/model/ids.ts';

const TICKET = '01890a5d-ac96-774b-bcce-b302099a8057' as TicketId;

describe('buttons of the group', () => {
  it.each([
    ['take', undefined],
    ['priority', undefined],
    ['priority', 'urgent'],
    ['macro', 'delay-apology'],
    ['answer', 'delivery-cost'],
  ] as const)('%s with %s is read back', (action, argument) => {
    expect(readButton(buttonData(action, TICKET, argument))).toEqual({
      action,
      ticket: TICKET,
      ...(argument === undefined ? {} : { argument }),
    });
  });

  it.each(['a-very-long-name-of-an-article-about-washing-machines', 'статья-о-доставке'])(
    'carries a digest of %s, which is too long, and knows it again',
    (article) => {
      const data = buttonData('answer', TICKET, article);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      const { argument = '' } = readButton(data) ?? {};
      expect(isNamedBy(argument, article)).toBe(true);
      expect(isNamedBy(argument, 'delivery-cost')).toBe(false);
    },
  );

  it('reads the buttons of cards that were sent before there were choices', () => {
    expect(readButton(`take:${TICKET}`)).toEqual({ action: 'take', ticket: TICKET });
  });

  it.each(['', 'take', `fly:${TICKET}`, `take`, ':'])('is nothing we made: "%s"', (data) => {
    expect(readButton(data)).toBeUndefined();
  });
});
