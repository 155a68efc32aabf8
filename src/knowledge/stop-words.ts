// Words that carry no topic: they never count towards "how much of the question was understood".
import type { Locale } from '../model/locale.ts';

const LISTS: Readonly<Record<Locale, string>> = {
  ru: `и в во не на я быть он с со что а по это она этот к но они мы весь который из у свой вы за для от так о об же как мой
    моя мое мои моего моей моему мне меня мной нам нас наш вам вас ваш ваша ваше ваши когда где куда откуда почему зачем сколько
    можно нельзя нужно надо если или ли только еще уже чтобы бы то та те тот того этого эта эти этом кто чего чем чему какой
    какая какие какое каком есть нет да ну вот там тут здесь был была было были будет буду мочь могу можете может можем хочу хотел
    хотела хотелось хотите здравствуйте привет добрый день вечер утро спасибо пожалуйста подскажите скажите помогите при до после
    через под над без его ее их им ему ей него тебя тебе себя все всех всем очень просто сам сама также тоже потом теперь сейчас
    делать сделать такой такая такое ли же уж раз либо какого скока скоко чё че чо блин короче типа вообще кстати слушай слушайте
    ребят ребята народ господи плиз пж ладно окей походу`,
  en: `the and to of a in is it you that he was for on are with as his they be at one have this from or had by but what some we can
    out other were all there when up use your how said an each she which do their time if will way about many then them would
    like so these her him has more could my me than been who its now did get why where does should want need please help hello
    hi thanks thank i im ive id ill am any just only also dont doesnt cant wont isnt not no yes u ur is there into much very got damn hey guys btw pls plz kinda anyway okay ok well`,
  bg: `и в във не на аз да се съм е са си той тя то те ние вие с със за от по че но или като какво кой коя кое кои къде кога защо
    как колко мога може можете можем трябва искам искате имам има няма нямам беше бяха бил била било били ще ли ми ме ви ни му
    го им я ги тази този това тези там тук още вече само ако когато докато през до при без между където какъв каква какви
    здравейте здравей добър ден вечер благодаря моля кажете помогнете ми нещо много също пак тогава сега бих би бе абе де ами хайде ей айде всъщност значи просто`,
};

const SETS: Readonly<Record<Locale, ReadonlySet<string>>> = {
  ru: new Set(LISTS.ru.split(/\s+/u)),
  en: new Set(LISTS.en.split(/\s+/u)),
  bg: new Set(LISTS.bg.split(/\s+/u)),
};

export function isStopWord(word: string, locale: Locale): boolean {
  return SETS[locale].has(word);
}
