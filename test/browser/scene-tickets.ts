// The morning's requests of the desk's scene: six customers, their conversations and their clocks.
import { readFileSync } from 'node:fs';
import type { Operator } from '../../src/model/ticket.ts';
import type { MemoryDesk, MemoryFiles, TicketSeed } from '../fakes/desk-memory.ts';

const MINUTE = 60_000;
export const anna: Operator = { id: 'staff:1', name: 'Анна' };
export const boris: Operator = { id: 'staff:2', name: 'Борис Ильин' };
export const vera: Operator = { id: 'staff:3', name: 'Вера' };
const ago = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE);

/** Minutes until the next clock is used up, by ticket; below zero it is late. */
export const DUE_IN: Readonly<Record<string, number>> = { kettle: 8, delay: 95, double: -22, markup: 400 };

export function fillTickets(memory: MemoryDesk, files: MemoryFiles): void {
  const photo = {
    kind: 'photo' as const,
    file: files.put('telegram', 'photo-1', { bytes: kettle(), name: 'чайник.jpg', mime: 'image/jpeg' }),
    name: 'чайник.jpg',
    mime: 'image/jpeg',
  };
  const seeds: TicketSeed[] = [
    {
      id: 'kettle',
      number: 1042,
      subject: 'Гарантия: чайник Vitek перестал включаться',
      status: 'new',
      priority: 'high',
      queue: 'general',
      openedAt: ago(12),
      case: {
        reason: 'flow',
        customerName: 'Мария Соколова',
        files: [photo],
        fields: [
          { label: 'Причина', value: 'Гарантийный случай' },
          { label: 'Товар', value: 'Чайник Vitek VT-7046' },
          { label: 'Неисправность', value: 'Не включается, индикатор не горит. Пахнет гарью.' },
          { label: 'Номер заказа', value: 'FL-20418' },
          { label: 'Куплен', value: '14 февраля 2026' },
          { label: 'Гарантия', value: 'Действует до 14 февраля 2028' },
          { label: 'Телефон', value: '+7 916 ··· ·· 18' },
        ],
        tried: [
          { question: 'чайник перестал включаться через неделю', answer: 'Товар сломался: что делать' },
          { question: 'а если пахнет гарью, это опасно?' },
        ],
      },
    },
    {
      id: 'delay',
      number: 1041,
      subject: 'Заказ FL-20377 задерживается',
      status: 'open',
      assignee: anna,
      openedAt: ago(95),
      case: { customerName: 'Игорь Лапшин', channel: 'web' },
    },
    {
      id: 'double',
      number: 1040,
      subject: 'Деньги списаны дважды',
      status: 'open',
      priority: 'urgent',
      tier: 3,
      queue: 'specialists',
      unreachable: true,
      assignee: boris,
      openedAt: ago(180),
      case: { customerName: 'Петя', channel: 'telegram' },
    },
    {
      id: 'refund',
      number: 1038,
      subject: 'Връщане на пералня',
      status: 'waiting',
      assignee: anna,
      openedAt: ago(1500),
      case: { customerName: 'Елена Димитрова', locale: 'bg', channel: 'web' },
    },
    {
      id: 'markup',
      number: 1037,
      subject: '<img src=x onerror="window.hacked=1">',
      status: 'new',
      openedAt: ago(2900),
      case: {
        customerName: '<b onmouseover="window.hacked=1">Eve</b>',
        fields: [{ label: '<script>window.hacked=1</script>', value: '<svg onload="window.hacked=1">' }],
        tried: [{ question: '<iframe src="javascript:parent.hacked=1">' }],
      },
    },
    {
      id: 'old',
      number: 1031,
      subject: 'Чек для возврата',
      status: 'closed',
      openedAt: ago(9000),
      case: { customerName: 'Светлана' },
    },
  ];
  seeds.forEach((seed) => memory.open(seed));
  fillKettle(memory, photo);
  memory.say('delay', { author: { kind: 'customer' }, text: 'Обещали вчера, а его всё нет', at: ago(94) });
  memory.say('delay', {
    author: { kind: 'operator', operator: anna },
    text: 'Узнаю у перевозчика и сразу напишу.',
    at: ago(80),
    delivery: 'sent',
    ref: 'staff:1:узнаю',
    quoted: { text: 'Обещали вчера, а его всё нет' },
  });
  memory.say('double', {
    author: { kind: 'customer' },
    text: 'Верните 4 990 ₽, списали два раза!',
    at: ago(30),
  });
  memory.say('refund', {
    author: { kind: 'operator', operator: anna },
    text: 'Изпратих ви етикета.',
    at: ago(700),
    delivery: 'sent',
  });
  memory.say('markup', {
    author: { kind: 'customer', name: '"><script>window.hacked=1</script>' },
    text: [
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: '<img src=x onerror="window.hacked=1">' },
          { kind: 'link', href: 'javascript:window.hacked=1', spans: [{ kind: 'text', text: 'press me' }] },
        ],
      },
    ],
    at: ago(2800),
  });
  memory.say('old', { author: { kind: 'bot' }, text: 'Рады были помочь!', at: ago(8000), delivery: 'sent' });
}

function fillKettle(
  memory: MemoryDesk,
  photo: NonNullable<Parameters<MemoryDesk['say']>[1]['files']>[number],
): void {
  const customer = { kind: 'customer' as const };
  const bot = { kind: 'bot' as const };
  const say = (minutes: number, entry: Omit<Parameters<MemoryDesk['say']>[1], 'at'>) =>
    memory.say('kettle', { ...entry, at: ago(minutes) });
  say(19, { author: customer, text: 'Здравствуйте! Чайник перестал включаться через неделю' });
  say(19, {
    author: bot,
    delivery: 'sent',
    text: [
      { kind: 'heading', spans: [{ kind: 'text', text: 'Товар сломался: что делать' }] },
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: 'Если после покупки прошло меньше срока гарантии, мы ' },
          { kind: 'strong', spans: [{ kind: 'text', text: 'отремонтируем, заменим или вернём деньги' }] },
          { kind: 'text', text: '. Понадобятся:' },
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [
          [{ kind: 'text', text: 'номер заказа или чек' }],
          [{ kind: 'text', text: 'описание неисправности и фото' }],
        ],
      },
    ],
  });
  say(18, { author: customer, ref: 'telegram-12', text: 'а если пахнет гарью, это опасно?' });
  say(18, {
    author: bot,
    delivery: 'sent',
    text: 'На это у меня нет ответа. Давайте я передам вас человеку: соберу то, что ему понадобится.',
  });
  say(14, { author: customer, text: 'Вот он', files: [photo] });
  say(12, { author: bot, delivery: 'sent', text: 'Передал. Оператор ответит сегодня до 20:00.' });
  say(11, {
    author: { kind: 'note', operator: boris },
    text: 'Гарь: проверить партию, третий случай за неделю.',
  });
  say(2, {
    author: customer,
    ref: 'telegram-17',
    text: 'Скажите, им вообще можно пользоваться, или сразу в розетку не включать?',
  });
}

export function kettle(): Uint8Array {
  return readFileSync(`${import.meta.dirname}/../fixtures/kettle.jpg`);
}
