// Entry of the desk page: asks who is there, then shows the sign-in or the desk.
import { LOCALES, type Locale } from '../../../model/locale.ts';
import { ApiError, createApi } from './api.ts';
import { createDesk, type Desk } from './desk.ts';
import { deskView } from './desk-view.ts';
import { showTheme } from './device.ts';
import { openDialog } from './dialogs.ts';
import { h } from './dom.ts';
import { createDrafts } from './drafts.ts';
import { tellMoment } from './moments.ts';
import { problemText } from './problem-text.ts';
import { signInForm, signInView } from './sign-in-view.ts';
import { currentText, pickLocale, TEXTS } from './texts.ts';
import { createToasts } from './toasts.ts';

const root = document.querySelector('#desk') ?? document.body;
const toasts = createToasts();
let text = currentText();
let entered: { readonly desk: Desk; readonly leave: () => void } | undefined;
let asking: HTMLDialogElement | undefined;

const api = createApi(askAgain);

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

function showSignIn(): void {
  document.title = 'Firstline';
  show(signInView(api, text, languages(showSignIn), enter));
}

/** The session ended: the page stays as it is, and goes on when the same person is back. */
function askAgain(): void {
  if (!entered || asking) {
    showSignIn();
    return;
  }
  const { desk } = entered;
  for (const open of document.querySelectorAll('dialog')) open.close();
  const form = signInForm(api, text, true, () => {
    asking?.close();
    asking = undefined;
    if (api.me?.operator.id === desk.operator.id) desk.resume();
    else {
      leave();
      enter();
    }
  });
  asking = openDialog(form, text.signIn.againTitle, 'sign-in-dialog', true);
}

function enter(): void {
  const { me } = api;
  if (!me) return;
  const desk = createDesk(api, me, (moment) => tellMoment(moment, { toasts, text, desk: () => desk }));
  const drafts = createDrafts(api, desk.redraw);
  let view: ReturnType<typeof deskView> | undefined;

  function draw(): void {
    view?.stop();
    const speak = (locale: Locale): void => {
      text = pickLocale(locale);
      draw();
      desk.refresh();
    };
    view = deskView({ desk, drafts, text, toasts, speak, signOut: () => void signOut() });
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
    history.replaceState(null, '', location.pathname);
    showSignIn();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toasts.show(problemText(error, text), 'problem');
  }
}

async function begin(): Promise<void> {
  document.documentElement.lang = text.locale;
  showTheme();
  try {
    await api.resume();
    enter();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) {
      showSignIn();
      return;
    }
    toasts.show(problemText(error, text), 'problem');
    show();
    setTimeout(() => void begin(), 3000);
  }
}

void begin();
