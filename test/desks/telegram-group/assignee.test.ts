// Who is meant by what is written after /assign.
import { describe, expect, test } from 'vitest';
import { operatorWith, whoIsMeant, type Known } from '../../../src/desks/telegram-group/assignee.ts';
import type { Person } from '../../../src/model/desk.ts';

function person(id: string, name: string, telegram?: number): Person {
  const account = telegram === undefined ? {} : { telegram };
  return { operator: { id, name }, onShift: true, tickets: 0, ...account };
}

const KNOWN: Known = {
  people: [
    person('staff:1', 'Anna Petrova', 11),
    person('staff:2', 'Andrey Smirnov', 12),
    person('staff:3', 'Фёдор'),
  ],
  colleagues: [
    { id: 11, name: 'Annushka', username: 'anna_p' },
    { id: 20, name: 'Boris Godunov', username: 'Boris' },
    { id: 21, name: 'Boris', username: 'other' },
  ],
};

describe('one person', () => {
  test.each([
    ['a user name, as the member of the staff whose account it is', '@anna_p', 'staff:1'],
    ['a user name in other letters, of somebody who is on no list', '@boris', 'telegram-group:20'],
    ['a whole name', 'Andrey Smirnov', 'staff:2'],
    ['the beginning of a name', 'ann', 'staff:1'],
    ['the beginning of the family name', 'smir', 'staff:2'],
    ['the beginnings of both', 'and sm', 'staff:2'],
    ['a name behind an @', '@andrey', 'staff:2'],
    ['ё and е alike', 'Федор', 'staff:3'],
    ['a whole name that is also the beginning of another', 'boris', 'telegram-group:20'],
    ['a name that is known from the group alone', 'Godunov', 'telegram-group:20'],
  ])('%s', (_name, words, id) => {
    expect(whoIsMeant(words, KNOWN)).toMatchObject({ kind: 'one', operator: { id } });
  });

  test('is never both an account and a member of the staff', () => {
    expect(operatorWith({ id: 12 }, 'Андрей', KNOWN.people).id).toBe('staff:2');
    expect(operatorWith({ id: 99 }, 'Новый', KNOWN.people)).toEqual({
      id: 'telegram-group:99',
      name: 'Новый',
    });
  });
});

test('several that fit are named', () => {
  expect(whoIsMeant('An', KNOWN)).toEqual({ kind: 'several', names: ['Andrey Smirnov', 'Anna Petrova'] });
});

test.each(['Zoe', '@', ''])('"%s" is nobody, and those that are known are named', (words) => {
  const meant = whoIsMeant(words, KNOWN);
  expect(meant.kind).toBe('nobody');
  expect(meant).toMatchObject({
    names: expect.arrayContaining(['Anna Petrova', 'Boris Godunov']) as string[],
  });
});
