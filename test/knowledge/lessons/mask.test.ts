import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPersonal } from '../../../src/knowledge/lessons/mask.ts';

const ORDER = /UT[-\s]?\d{5}/u;

test.each([
  ['где мой заказ UT-10421', 'где мой заказ …'],
  ['где мой заказ ут-10421?', 'где мой заказ …?'],
  ['заказ УТ 10421 когда приедет', 'заказ … когда приедет'],
  ['позвоните мне +7 (916) 123-45-12 насчёт возврата', 'позвоните мне … насчёт возврата'],
  ['call me at 0888 123 456 about the refund', 'call me at … about the refund'],
  ['чек не пришёл на anna@example.ru', 'чек не пришёл на …'],
  ['write me in telegram @anna_k please', 'write me in telegram … please'],
  ['серийный номер SN48213XK90 подходит ли под гарантию', 'серийный номер … подходит ли под гарантию'],
  ['карта 4276 1234 5678 9012 не проходит оплата', 'карта … не проходит оплата'],
  ['не открывается https://shop.example/orders/77?key=1 почему', 'не открывается … почему'],
  ['чайник К-1701 не греет воду', 'чайник К-1701 не греет воду'],
  ['как  вернуть\n\u200bденьги', 'как вернуть деньги'],
])('%j is kept as %j', (text, question) => {
  expect(maskPersonal(text, ORDER)).toEqual({ kind: 'masked', question });
});

test.each([
  ['меня зовут Иван Петров, где посылка', 'it gives a name'],
  ['my name is Ann Lee, where is my parcel', 'it gives a name'],
  ['казвам се Мария, къде е пратката', 'it gives a name'],
  ['привезите на улицу, дом 5 квартира 12', 'it gives an address'],
  ['доставите на ул. Ленина', 'it gives an address'],
  ['UT-10421', 'fewer than two words of it can be kept'],
  ['техника', 'fewer than two words of it can be kept'],
  ['', 'fewer than two words of it can be kept'],
  ['очень длинный рассказ '.repeat(20), 'it is too long for the wording of a question'],
])('nothing of %j is kept', (text, why) => {
  expect(maskPersonal(text, ORDER)).toEqual({ kind: 'refused', why });
});

test('whatever stands around it, no long number and no e-mail comes through', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 10_000, max: 999_999_999 }), fc.string(), (a, number, b) => {
      const masked = maskPersonal(`${a} вопрос о заказе ${number} ${b} anna@example.ru`, ORDER);
      if (masked.kind === 'refused') return;
      expect(masked.question).not.toContain(String(number));
      expect(masked.question).not.toContain('anna@example.ru');
    }),
  );
});
