// Every word that the widget itself says, in the three languages.
import type { Locale } from '../../../model/locale.ts';

export interface Words {
  readonly title: string;
  readonly subtitle: string;
  readonly open: string;
  readonly unread: (count: number) => string;
  readonly close: string;
  readonly log: string;
  readonly placeholder: string;
  readonly send: string;
  readonly attach: string;
  readonly remove: (name: string) => string;
  readonly drop: string;
  readonly you: string;
  readonly bot: string;
  readonly operator: string;
  readonly typing: string;
  readonly offline: string;
  readonly sending: string;
  readonly waiting: string;
  readonly failed: string;
  readonly tooBig: (name: string) => string;
  readonly tooMany: string;
  readonly photo: string;
  readonly today: string;
  readonly yesterday: string;
  readonly choices: string;
  readonly file: string;
  readonly continueInTelegram: string;
  readonly noLink: string;
  readonly edited: string;
  readonly removed: string;
}

export const WORDS: Readonly<Record<Locale, Words>> = {
  ru: {
    title: 'Поддержка',
    subtitle: 'Обычно отвечаем сразу',
    open: 'Открыть чат поддержки',
    unread: (count) => `новых сообщений: ${String(count)}`,
    close: 'Закрыть чат',
    log: 'Сообщения',
    placeholder: 'Напишите сообщение…',
    send: 'Отправить',
    attach: 'Прикрепить фото или файл',
    remove: (name) => `Убрать ${name}`,
    drop: 'Отпустите, чтобы прикрепить',
    you: 'Вы',
    bot: 'Бот',
    operator: 'Оператор',
    typing: 'Печатает ответ…',
    offline: 'Нет связи. Сообщения отправятся, когда она появится.',
    sending: 'Отправляется…',
    waiting: 'Отправится, когда появится связь',
    failed: 'Не отправлено.',
    tooBig: (name) => `Файл «${name}» больше 20 МБ.`,
    tooMany: 'К одному сообщению можно прикрепить не больше 10 файлов.',
    photo: 'Фото',
    today: 'Сегодня',
    yesterday: 'Вчера',
    choices: 'Варианты ответа',
    file: 'Файл',
    continueInTelegram: 'Продолжить в Telegram',
    noLink: 'Ссылка пока не готова. Попробуйте через минуту.',
    edited: 'изменено',
    removed: 'Сообщение удалено',
  },
  en: {
    title: 'Support',
    subtitle: 'We usually answer at once',
    open: 'Open the support chat',
    unread: (count) => (count === 1 ? '1 new message' : `${String(count)} new messages`),
    close: 'Close the chat',
    log: 'Messages',
    placeholder: 'Write a message…',
    send: 'Send',
    attach: 'Attach a photo or a file',
    remove: (name) => `Remove ${name}`,
    drop: 'Drop to attach',
    you: 'You',
    bot: 'Bot',
    operator: 'Operator',
    typing: 'Writing an answer…',
    offline: 'No connection. Your messages will go out once it is back.',
    sending: 'Sending…',
    waiting: 'Will be sent once there is a connection',
    failed: 'Not sent.',
    tooBig: (name) => `“${name}” is larger than 20 MB.`,
    tooMany: 'One message can carry at most 10 files.',
    photo: 'Photo',
    today: 'Today',
    yesterday: 'Yesterday',
    choices: 'Suggested answers',
    file: 'File',
    continueInTelegram: 'Continue in Telegram',
    noLink: 'There is no link yet. Try again in a minute.',
    edited: 'edited',
    removed: 'Message deleted',
  },
  bg: {
    title: 'Поддръжка',
    subtitle: 'Обикновено отговаряме веднага',
    open: 'Отваряне на чата за поддръжка',
    unread: (count) => (count === 1 ? '1 ново съобщение' : `${String(count)} нови съобщения`),
    close: 'Затваряне на чата',
    log: 'Съобщения',
    placeholder: 'Напишете съобщение…',
    send: 'Изпращане',
    attach: 'Прикачване на снимка или файл',
    remove: (name) => `Премахване на ${name}`,
    drop: 'Пуснете, за да прикачите',
    you: 'Вие',
    bot: 'Бот',
    operator: 'Оператор',
    typing: 'Пише отговор…',
    offline: 'Няма връзка. Съобщенията ще бъдат изпратени, щом се възстанови.',
    sending: 'Изпраща се…',
    waiting: 'Ще бъде изпратено, щом има връзка',
    failed: 'Не е изпратено.',
    tooBig: (name) => `Файлът „${name}“ е по-голям от 20 МБ.`,
    tooMany: 'Към едно съобщение може да има най-много 10 файла.',
    photo: 'Снимка',
    today: 'Днес',
    yesterday: 'Вчера',
    choices: 'Възможни отговори',
    file: 'Файл',
    continueInTelegram: 'Продължаване в Telegram',
    noLink: 'Връзката още не е готова. Опитайте след минута.',
    edited: 'променено',
    removed: 'Съобщението е изтрито',
  },
};
