// Everyday words of each language as customers write them: enough to tell the languages apart on three words.
import type { Locale } from '../model/locale.ts';

export const SAMPLES: Readonly<Record<Locale, string>> = {
  ru: `и в не на я быть он с что а по это она этот к но они мы весь который из у свой вы за для от мочь так год же
    как мой где когда почему сколько куда можно нельзя нужно надо если или только еще уже чтобы бы ли мне меня вам вас
    нам нас него ней них тебя тебе себя кто чего чем этого эта эти того тот там тут здесь есть нет да был была было были
    будет могу можете хочу хотел хотела хотите делать сделать сделали сделал вернуть верните вернули возврат деньги денег
    заказ заказа заказал заказала заказали заказы товар товара товары доставка доставки доставку доставят привезли привезут
    курьер оплата оплатить оплатил оплатила оплаты карта карты картой чек гарантия гарантии гарантию гарантийный ремонт ремонта
    сломался сломалась сломалось работает перестал перестала перестало включается включаться чайник телефон телевизор холодильник
    стиральная машина стиралка пылесос ноутбук наушники неделю неделя день дней дня месяц месяца вчера сегодня завтра здравствуйте
    привет добрый спасибо пожалуйста подскажите скажите помогите помощь оператор человек магазин магазина номер номера адрес
    адреса изменить поменять отменить отмена отказаться узнать получить получил получила пришел пришла пришло пришли приходит
    придет скидка скидку промокод бонусы баллы личный кабинет пароль почта письмо срок сроки долго быстро нужен нужна нужны
    какой какая какие какое другой другая новый новая старый хороший плохо очень сколько стоит цена цены время часы работаете
    обмен обменять брак бракованный деталь детали запчасти инструкция настроить установить сервис центр после через перед`,
  en: `the and to of a in is it you that he was for on are with as his they be at one have this from or had by not but what
    some we can out other were all there when up use your how said an each she which do their time if will way about many then
    them would like so these her him has more could my than been who its now did get why where does should want need please
    help hello hi thanks thank order orders ordered delivery deliver delivered shipping shipped package parcel courier refund
    return returns returned exchange money back pay paid payment card receipt invoice warranty repair repaired broken broke
    stopped working work works turn turning turned kettle phone fridge washing machine vacuum cleaner laptop headphones television
    week weeks day days month yesterday today tomorrow long much cost price discount code bonus points account password email
    change cancel address number store shop open hours person human operator agent talk speak someone wrong damaged missing item
    product box manual instructions set install spare part parts service center after before still yet never received arrive
    arrived coming track tracking status late again new old good bad very any just only also without don't cannot can't`,
  bg: `и в не на аз да се съм е са си той тя то те ние вие с със за от по че но или като какво кой коя кое кои къде кога защо
    как колко мога може можете трябва искам искате имам има няма нямам беше бяха бил била било били ще няма ли ми ме ви ни му го
    им я ги тази този това тези там тук още вече само много малко ако когато докато преди след през до при без между където
    поръчка поръчката поръчки поръчах поръчал поръчала доставка доставката доставят доставен доставена куриер куриерът пари парите
    върна върнете връщане върната възстановяване сума плащане платя платих платена карта картата касова бележка фактура гаранция
    гаранцията гаранционна ремонт ремонта счупи счупен счупена работи спря спира включва включи кана каната телефон телефонът
    телевизор хладилник пералня пералнята прахосмукачка лаптоп слушалки седмица седмици ден дни месец вчера днес утре здравейте
    здравей добър благодаря моля кажете помогнете помощ оператор човек магазин магазина номер номера адрес адреса промяна променя
    сменя откажа отказ отмяна получа получих получил пристигна пристигне пристигнала идва дойде отстъпка код бонус точки профил
    парола имейл срок дълго бързо нужна нужен нужни каква какви какъв друг друга нов нова стар добре лошо цена струва време часове
    работно работите замяна заменя дефект дефектен част части резервни инструкция ръководство настроя инсталирам сервиз център
    стоката стока продукт продукта уред уреда грешен грешна липсва повреден повредена`,
};
