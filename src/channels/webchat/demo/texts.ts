// The words of the demo shop page, in the three languages.
import type { Locale } from '../../../model/locale.ts';

export interface DemoTexts {
  readonly pageTitle: string;
  readonly nav: readonly [string, string, string];
  readonly eyebrow: string;
  readonly headline: string;
  readonly lead: string;
  readonly ask: string;
  readonly desk: string;
  readonly tryTitle: string;
  readonly tryLead: string;
  readonly cards: readonly { readonly title: string; readonly text: string; readonly say: string }[];
  readonly hintsTitle: string;
  readonly goodsTitle: string;
  readonly goods: readonly { readonly name: string; readonly note: string; readonly price: string }[];
  readonly promises: readonly { readonly title: string; readonly text: string }[];
  readonly deskTitle: string;
  readonly deskText: string;
  readonly footer: string;
}

export const DEMO: Readonly<Record<Locale, DemoTexts>> = {
  ru: {
    pageTitle: 'техника для дома',
    nav: ['Каталог', 'Доставка', 'Гарантия'],
    eyebrow: 'Демонстрационный магазин',
    headline: 'Помогаем и после покупки',
    lead: 'Чайники, пылесосы, стиральные машины и люди, которые помогут после покупки. Спросите в чате: бот ответит сразу, а если не сможет, позовёт человека.',
    ask: 'Задать вопрос',
    desk: 'Рабочее место оператора',
    tryTitle: 'Что попробовать',
    tryLead: 'Нажмите на карточку: вопрос появится в чате, останется его отправить.',
    cards: [
      {
        title: 'Спросить своими словами',
        text: '«Чайник перестал включаться через неделю»: бот найдёт нужную статью или предложит похожие.',
        say: 'Чайник перестал включаться через неделю',
      },
      {
        title: 'Узнать, где заказ',
        text: 'Понадобятся номер заказа и последние четыре цифры телефона. Чужой заказ бот не покажет.',
        say: 'Где мой заказ?',
      },
      {
        title: 'Оформить гарантию',
        text: 'Бот спросит, что сломалось и когда куплено, попросит фото и откроет заявку.',
        say: 'Хочу оформить гарантийный ремонт',
      },
      {
        title: 'Позвать человека',
        text: 'В любой момент. Ответ оператора придёт в этот же чат.',
        say: 'Позовите оператора',
      },
    ],
    hintsTitle: 'Заказы для пробы',
    goodsTitle: 'Покупают чаще всего',
    goods: [
      { name: 'Чайник «Тихий пар»', note: '1,7 л, тихое кипячение', price: '3 490 ₽' },
      { name: 'Пылесос «Сквозняк 300»', note: 'без мешка, 68 дБ', price: '8 990 ₽' },
      { name: 'Стиральная машина «Лагуна»', note: '7 кг, 1200 об/мин', price: '34 900 ₽' },
      { name: 'Микроволновая печь «Полдник»', note: '20 л, 800 Вт', price: '7 290 ₽' },
    ],
    promises: [
      { title: 'Доставка', text: 'По городу на следующий день, по стране от двух дней.' },
      { title: 'Возврат 14 дней', text: 'Если вещь не подошла и не была в работе.' },
      { title: 'Гарантия', text: 'От года до пяти лет, ремонт в своём сервисе.' },
    ],
    deskTitle: 'Другая сторона чата',
    deskText:
      'Откройте рабочее место оператора в соседней вкладке и ответьте себе сами. Ключ доступа напечатан при запуске сервера.',
    footer: 'Магазин вымышленный: товары, цены и заказы придуманы для показа Firstline.',
  },
  en: {
    pageTitle: 'home appliances',
    nav: ['Catalogue', 'Delivery', 'Warranty'],
    eyebrow: 'Demo shop',
    headline: 'Help that does not end at the till',
    lead: 'Kettles, vacuum cleaners, washing machines, and people who help after the sale. Ask in the chat: the bot answers at once, and when it cannot, it calls a person.',
    ask: 'Ask a question',
    desk: 'Operator’s desk',
    tryTitle: 'What to try',
    tryLead: 'Press a card: the question appears in the chat, and you only have to send it.',
    cards: [
      {
        title: 'Ask in your own words',
        text: '“The kettle stopped switching on after a week”: the bot finds the right article or offers similar ones.',
        say: 'The kettle stopped switching on after a week',
      },
      {
        title: 'Find an order',
        text: 'You need the order number and the phone’s last four digits. Nobody else’s order is ever shown.',
        say: 'Where is my order?',
      },
      {
        title: 'Make a warranty claim',
        text: 'The bot asks what broke and when it was bought, takes a photo and opens a request.',
        say: 'I want to make a warranty claim',
      },
      {
        title: 'Call a person',
        text: 'At any moment. The operator’s answer arrives in this same chat.',
        say: 'I would like to talk to an operator',
      },
    ],
    hintsTitle: 'Orders to try with',
    goodsTitle: 'Bought most often',
    goods: [
      { name: 'Kettle “Quiet Steam”', note: '1.7 l, quiet boiling', price: '₽ 3,490' },
      { name: 'Vacuum cleaner “Draught 300”', note: 'bagless, 68 dB', price: '₽ 8,990' },
      { name: 'Washing machine “Laguna”', note: '7 kg, 1200 rpm', price: '₽ 34,900' },
      { name: 'Microwave oven “Teatime”', note: '20 l, 800 W', price: '₽ 7,290' },
    ],
    promises: [
      { title: 'Delivery', text: 'Next day in town, from two days across the country.' },
      { title: '14 days to return', text: 'If it does not suit you and has not been used.' },
      { title: 'Warranty', text: 'One to five years, repaired in our own service centre.' },
    ],
    deskTitle: 'The other side of the chat',
    deskText:
      'Open the operator’s desk in the next tab and answer yourself. The access key is printed when the server starts.',
    footer: 'The shop is invented: goods, prices and orders were made up to show Firstline.',
  },
  bg: {
    pageTitle: 'техника за дома',
    nav: ['Каталог', 'Доставка', 'Гаранция'],
    eyebrow: 'Демонстрационен магазин',
    headline: 'Помагаме и след покупката',
    lead: 'Чайници, прахосмукачки, перални и хора, които помагат след покупката. Попитайте в чата: ботът отговаря веднага, а когато не може, вика човек.',
    ask: 'Задайте въпрос',
    desk: 'Работно място на оператора',
    tryTitle: 'Какво да опитате',
    tryLead: 'Натиснете карта: въпросът се появява в чата и остава само да го изпратите.',
    cards: [
      {
        title: 'Попитайте със свои думи',
        text: '„Чайникът спря да се включва след седмица“: ботът намира нужната статия или предлага подобни.',
        say: 'Чайникът спря да се включва след седмица',
      },
      {
        title: 'Къде е поръчката',
        text: 'Нужни са номерът на поръчката и последните четири цифри от телефона. Чужда поръчка не се показва.',
        say: 'Къде е поръчката ми?',
      },
      {
        title: 'Гаранционна заявка',
        text: 'Ботът пита какво се е повредило и кога е купено, приема снимка и отваря заявка.',
        say: 'Искам да подам гаранционна заявка',
      },
      {
        title: 'Повикайте човек',
        text: 'По всяко време. Отговорът на оператора идва в същия чат.',
        say: 'Искам да говоря с оператор',
      },
    ],
    hintsTitle: 'Поръчки за проба',
    goodsTitle: 'Най-купувани',
    goods: [
      { name: 'Чайник „Тиха пара“', note: '1,7 л, тихо кипене', price: '3 490 ₽' },
      { name: 'Прахосмукачка „Течение 300“', note: 'без торба, 68 dB', price: '8 990 ₽' },
      { name: 'Пералня „Лагуна“', note: '7 кг, 1200 об/мин', price: '34 900 ₽' },
      { name: 'Микровълнова печка „Закуска“', note: '20 л, 800 W', price: '7 290 ₽' },
    ],
    promises: [
      { title: 'Доставка', text: 'В града на следващия ден, в страната от два дни.' },
      { title: 'Връщане до 14 дни', text: 'Ако вещта не ви подхожда и не е използвана.' },
      { title: 'Гаранция', text: 'От една до пет години, с ремонт в наш сервиз.' },
    ],
    deskTitle: 'Другата страна на чата',
    deskText:
      'Отворете работното място на оператора в съседен раздел и си отговорете сами. Ключът за достъп се отпечатва при стартиране на сървъра.',
    footer: 'Магазинът е измислен: стоките, цените и поръчките са съчинени, за да покажат Firstline.',
  },
};
