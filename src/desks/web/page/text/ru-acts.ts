// Words of the acts in Russian.
import type { ActText } from '../text-acts.ts';

const RULES = new Intl.PluralRules('ru');

export const ruActs: ActText = {
  take: 'Взять',
  release: 'Отпустить',
  assign: 'Передать…',
  priority: 'Приоритет…',
  queue: 'В другую очередь…',
  up: 'Передать специалистам',
  snooze: 'Отложить…',
  wake: 'Вернуть сейчас',
  merge: 'Объединить с другим обращением…',
  language: 'Язык клиента…',
  block: 'Заблокировать клиента…',
  unblock: 'Разблокировать клиента',
  close: 'Закрыть…',
  closeUnasked: 'Закрыть, не спрашивая',
  reopen: 'Открыть снова',
  short: { close: 'Закрыть' },
  all: 'Все действия',
  narrow: 'Начните печатать',
  nothing: 'Ничего похожего нет.',
  assignTo: 'Кому передать?',
  onShift: 'на смене',
  onShiftUntil: (hour) => `на смене до ${hour}`,
  offShift: 'не на смене',
  load: (tickets) => (tickets === 0 ? 'никто не ждёт' : `ждёт ${tickets} ${requests(tickets)}`),
  choosePriority: 'Насколько это срочно?',
  chooseQueue: 'В какую очередь?',
  chooseLanguage: 'С клиентом говорим на языке',
  snoozeUntil: 'Отложить до',
  snoozes: {
    hour: 'На час',
    threeHours: 'На три часа',
    tomorrow: 'До завтрашнего утра',
    monday: 'До утра понедельника',
    date: 'Другое время…',
  },
  dateLabel: 'День и время',
  snoozeDo: 'Отложить',
  closeQuestion: (number) => `Закрыть обращение ${number}?`,
  closeExplained:
    'Клиента спросят, решён ли вопрос. Если нет, обращение вернётся с более высоким приоритетом.',
  closeAsk: 'Спросить и закрыть',
  blockQuestion: (name) => `Заблокировать: ${name}?`,
  blockExplained: 'Слова клиента сохраняются, но ни к кому не приходят, пока его не разблокируют.',
  merging: {
    title: (number) => `Объединить обращение ${number}`,
    explained: 'Разговор продолжится в другом обращении, а это закроется.',
    number: 'Номер другого обращения',
    agree: 'Объединить',
    into: (number) => `Объединить с ${number}`,
    unknown: (number) => `Обращения ${number} нет.`,
    itself: 'Это оно само.',
    oneCustomer:
      'Клиенты станут одним клиентом: переписка, история и подтверждённые заказы у них будут общие. Отменить это нельзя.',
    back: (number) => `Обращение ${number} само перенесено в это.`,
    closed: (number) => `Обращение ${number} закрыто. Сначала откройте его снова или укажите открытое.`,
    through: (asked, number) => `Обращение ${asked} само перенесено в ${number}:`,
    otherCustomer: 'Имя другое: убедитесь, что это тот же человек.',
  },
};

function requests(count: number): string {
  switch (RULES.select(count)) {
    case 'one':
      return 'обращение';
    case 'few':
      return 'обращения';
    default:
      return 'обращений';
  }
}
