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
    lead: 'Чайники, пылесосы, стиральные машины — и люди, которые не пропадут, когда вы заплатили. Спросите в чате: бот ответит сразу, а если не сможет, позовёт человека.',
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
        text: 'Бот спросит, что сломалось и когда куплено, попросит фото и передаст обращение людям.',
        say: 'Хочу оформить гарантийный ремонт',
      },
      {
        title: 'Позвать человека',
        text: 'В любой момент. Ответ оператора придёт в этот же чат.',
        say: 'Позовите оператора',
      },
    ],
    hintsTitle: 'Заказы для пробы: номер и последние четыре цифры телефона',
    goodsTitle: 'Покупают чаще всего',
    goods: [
      { name: 'Чайник Уют К-1701', note: '1,7 л, гарантия 12 месяцев', price: '2 490 ₽' },
      { name: 'Пылесос Уют П-5100', note: 'с контейнером, гарантия 24 месяца', price: '8 990 ₽' },
      { name: 'Стиральная машина Уют СМ-4100', note: '6 кг, гарантия 36 месяцев', price: '34 990 ₽' },
      { name: 'Микроволновая печь Уют СВЧ-2100', note: '20 л, гарантия 24 месяца', price: '7 290 ₽' },
    ],
    promises: [
      { title: 'Доставка', text: 'В Москву и Петербург за 1–2 дня, по стране до 10 рабочих дней.' },
      { title: 'Возврат 30 дней', text: 'Если вещь не подошла и не была в работе.' },
      { title: 'Гарантия', text: 'До 36 месяцев со дня доставки, чек не обязателен.' },
    ],
    deskTitle: 'Другая сторона чата',
    deskText:
      'Откройте рабочее место оператора в соседней вкладке и ответьте себе сами. Имя — admin, ключ напечатан при первом запуске.',
    footer: 'Магазин вымышленный: товары, цены и заказы придуманы для показа Firstline.',
  },
  en: {
    pageTitle: 'home appliances',
    nav: ['Catalogue', 'Delivery', 'Warranty'],
    eyebrow: 'Demo shop',
    headline: 'Help that does not stop at the checkout',
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
    hintsTitle: 'Orders to try: the number and the phone’s last four digits',
    goodsTitle: 'Bought most often',
    goods: [
      { name: 'Kettle Uyut K-1701', note: '1.7 l, 12 months of warranty', price: '€29.90' },
      { name: 'Vacuum cleaner Uyut P-5100', note: 'bagless, 24 months of warranty', price: '€99.00' },
      { name: 'Washing machine Uyut SM-4100', note: '6 kg, 36 months of warranty', price: '€389.00' },
      { name: 'Microwave oven Uyut SVC-2100', note: '20 l, 24 months of warranty', price: '€79.00' },
    ],
    promises: [
      { title: 'Delivery', text: 'One or two days to the big cities, up to ten working days elsewhere.' },
      { title: '30 days to return', text: 'If it does not suit you and has not been used.' },
      { title: 'Warranty', text: 'Up to 36 months from the day of delivery, no receipt needed.' },
    ],
    deskTitle: 'The other side of the chat',
    deskText:
      'Open the operator’s desk in the next tab and answer yourself. Sign in as admin; the first start printed the key.',
    footer: 'The shop is invented: goods, prices and orders were made up to show Firstline.',
  },
  bg: {
    pageTitle: 'техника за дома',
    nav: ['Каталог', 'Доставка', 'Гаранция'],
    eyebrow: 'Демонстрационен магазин',
    headline: 'Помагаме и след покупката',
    lead: 'Електрически кани, прахосмукачки, перални – и хора, които помагат и след като сте платили. Попитайте в чата: ботът отговаря веднага, а когато не може, вика човек.',
    ask: 'Задайте въпрос',
    desk: 'Работно място на оператора',
    tryTitle: 'Какво да опитате',
    tryLead: 'Натиснете някоя карта: въпросът се появява в чата и остава само да го изпратите.',
    cards: [
      {
        title: 'Попитайте със свои думи',
        text: '„Каната спря да се включва след седмица“: ботът намира нужната статия или предлага подобни.',
        say: 'Каната спря да се включва след седмица',
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
    hintsTitle: 'Поръчки за проба: номер и последните четири цифри на телефона',
    goodsTitle: 'Най-купувани',
    goods: [
      { name: 'Електрическа кана Уют К-1701', note: '1,7 л, гаранция 12 месеца', price: '29,90 €' },
      { name: 'Прахосмукачка Уют П-5100', note: 'с контейнер, гаранция 24 месеца', price: '99,00 €' },
      { name: 'Пералня Уют СМ-4100', note: '6 кг, гаранция 36 месеца', price: '389,00 €' },
      { name: 'Микровълнова фурна Уют СВЧ-2100', note: '20 л, гаранция 24 месеца', price: '79,00 €' },
    ],
    promises: [
      { title: 'Доставка', text: 'До големите градове за 1–2 дни, навсякъде другаде до 10 работни дни.' },
      { title: 'Връщане до 30 дни', text: 'Ако стоката не ви подхожда и не е използвана.' },
      { title: 'Гаранция', text: 'До 36 месеца от деня на доставката, касова бележка не е задължителна.' },
    ],
    deskTitle: 'Другата страна на чата',
    deskText:
      'Отворете работното място на оператора в съседен раздел и си отговорете сами. Името е admin, ключът се отпечатва при първото стартиране.',
    footer: 'Магазинът е измислен: стоките, цените и поръчките са съчинени, за да покажат Firstline.',
  },
};
