// Entry of the desk page: asks who is there, then shows the sign-in or the desk.
import { LOCALES } from '../../../model/locale.ts';
import type { Locale } from '../../../model/locale.ts';
import { createApi, ApiError } from './api.ts';
import { createDesk, type Desk, type Moment } from './desk.ts';
import { deskView } from './desk-view.ts';
import { h } from './dom.ts';
import { createDrafts } from './drafts.ts';
import { problemText } from './problem-text.ts';
import { signInView } from './sign-in-view.ts';
import { currentText, pickLocale, TEXTS } from './texts.ts';
import { createToasts } from './toasts.ts';

const root = document.querySelector('#desk') ?? document.body;
const toasts = createToasts();
let text = currentText();
let entered: { readonly desk: Desk; readonly leave: () => void } | undefined;

const api = createApi(() => {
  leave();
  showSignIn(true);
});

function languages(redraw: () => void): HTMLElement {
  const select = h(
    'select',
    { class: 'languages', 'aria-label': text.language },
    ...LOCALES.map((locale) =>
      h('option', { value: locale, selected: locale === text.locale }, TEXTS[locale].languageName),
    ),
  );
  select.addEventListener('change', () => {
    text = pickLocale(select.value as Locale);
    redraw();
  });
  return select;
}

function show(...elements: HTMLElement[]): void {
  root.replaceChildren(...elements, toasts.element);
}

function showSignIn(again: boolean): void {
  document.title = 'Firstline';
  show(
    signInView(
      api,
      text,
      again,
      languages(() => showSignIn(again)),
      enter,
    ),
  );
}

function enter(): void {
  const { me } = api;
  if (!me) return;
  const desk = createDesk(api, me.operator, tell);
  const drafts = createDrafts(api, desk.redraw);
  let view: ReturnType<typeof deskView> | undefined;

  function draw(): void {
    view?.stop();
    view = deskView({
      desk,
      drafts,
      text,
      toasts,
      languages: languages(draw),
      signOut: () => void signOut(),
    });
    show(view.element);
  }
  draw();
  entered = {
    desk,
    leave() {
      view?.stop();
      desk.stop();
    },
  };
}

function leave(): void {
  entered?.leave();
  entered = undefined;
}

async function signOut(): Promise<void> {
  try {
    await api.signOut();
    leave();
    showSignIn(false);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toasts.show(problemText(error, text), 'problem');
  }
}

function tell(moment: Moment): void {
  switch (moment.kind) {
    case 'arrived': {
      const { row, isNew, watched } = moment;
      const name = row.customerName === '' ? text.nameless : row.customerName;
      const words = isNew ? text.arrivedNew(row.number) : text.arrived(name, row.number);
      toasts.announce(words);
      if (!watched) toasts.show(words, 'news', () => entered?.desk.select(row.id));
      return;
    }
    case 'notice':
      toasts.show(moment.text, 'problem');
      return;
    case 'problem':
      toasts.show(problemText(moment.problem, text), 'problem');
  }
}

async function begin(): Promise<void> {
  document.documentElement.lang = text.locale;
  try {
    await api.resume();
    enter();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) {
      showSignIn(false);
      return;
    }
    toasts.show(problemText(error, text), 'problem');
    show();
    setTimeout(() => void begin(), 3000);
  }
}

void begin();
