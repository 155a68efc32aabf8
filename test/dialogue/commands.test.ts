// Commands in whole messages, with a slip of the finger, and among other words.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Commands, commandsSchema, createCommands } from '../../src/dialogue/commands.ts';

let commands: Commands;
beforeAll(() => {
  commands = createCommands(commandsSchema.parse(parse(readFileSync('flows/commands.yaml', 'utf8'))));
});

test.each([
  ['оператр', 'operator'],
  ['опреатор', 'operator'],
  ['отмна', 'cancel'],
  ['отменна', 'cancel'],
  ['позовите оператора!', 'operator'],
  ['позовте оператора', 'operator'],
  ['сначла', 'restart'],
  ['cancle', 'cancel'],
  ['oprator', 'operator'],
  ['resstart', 'restart'],
  ['размслих', 'cancel'],
  ['пропуснии', 'skip'],
  ['повтоори', 'repeat'],
  ['спасбо', 'thanks'],
  ['продолжм', 'resume'],
])('"%s" is %s', (words, command) => {
  expect(commands.recognise(words)?.command).toBe(command);
});

test.each([
  'назат',
  'меня',
  'кода',
  'оператор 5',
  'опертр',
  'отмена заказа',
  'вернуть',
  'чайник',
  'холодильник',
])('"%s" is no command', (words) => {
  expect(commands.recognise(words)).toBeUndefined();
});

describe('what matters in', () => {
  test.each([
    ['спасибо, а когда доставка?', 'а когда доставка?'],
    ['Привет! UT-10001', 'UT-10001'],
    ['здравствуйте\nгде заказ\nспасибо', 'где заказ'],
    ['спасибо\nпока', 'пока'],
    ['где заказ\nоператор\nалло', 'оператор'],
    ['UT-10001\nотмена', 'отмена'],
    ['отмена\nUT-10001', 'отмена\nUT-10001'],
    ['да, спасибо', 'да, спасибо'],
    ['чайник, белый', 'чайник, белый'],
    ['hi, there is a problem', 'there is a problem'],
  ])('%j is %j', (words, essence) => {
    expect(commands.essence(words)).toBe(essence);
  });
});
