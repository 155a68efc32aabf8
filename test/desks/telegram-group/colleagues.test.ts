// Who has written in the group is remembered, over restarts and changes of name, and written only when it is news.
import { expect, test } from 'vitest';
import { colleaguesIn } from '../../../src/desks/telegram-group/colleagues.ts';
import { MemoryBindings } from '../../fakes/telegram-parts.ts';

const ANNA = { id: 1, is_bot: false, first_name: 'Anna', last_name: 'Petrova', username: 'anna' };
const BORIS = { id: 2, is_bot: false, first_name: 'Boris' };

test('whoever wrote last comes first, under the latest name', async () => {
  const bindings = new MemoryBindings();
  const before = colleaguesIn(bindings, -100);
  await before.remember(ANNA);
  await before.remember(BORIS);
  const after = colleaguesIn(bindings, -100);
  await after.remember({ ...ANNA, last_name: 'Smirnova' });
  expect(await after.all()).toEqual([
    { id: 1, name: 'Anna Smirnova', username: 'anna' },
    { id: 2, name: 'Boris' },
  ]);
  expect(await colleaguesIn(bindings, -200).all()).toEqual([]);
});

test('what is known is not written again, not even after a restart', async () => {
  const bindings = new MemoryBindings();
  const before = colleaguesIn(bindings, -100);
  await before.remember(ANNA);
  await before.remember(ANNA);
  await colleaguesIn(bindings, -100).remember(ANNA);
  expect(bindings.changes).toHaveLength(1);
});

test('bots and anonymous administrators are nobody', async () => {
  const colleagues = colleaguesIn(new MemoryBindings(), -100);
  await colleagues.remember({ id: 3, is_bot: true, first_name: 'Bot' });
  await colleagues.remember({ id: 1_087_968_824, is_bot: true, first_name: 'Group' });
  expect(await colleagues.all()).toEqual([]);
});
