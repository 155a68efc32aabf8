// The sign-in form, alone on the page or over it when a session ended under the operator's hands.
import { ApiError, type Api } from './api.ts';
import { brand } from './brand.ts';
import { h } from './dom.ts';
import { problemText } from './problem-text.ts';
import type { Text } from './text.ts';

const STORED_NAME = 'firstline.desk.name';

export function signInForm(api: Api, text: Text, again: boolean, done: () => void): HTMLElement {
  const words = text.signIn;
  const name = h('input', {
    id: 'name',
    name: 'name',
    autocomplete: 'username',
    required: true,
    maxlength: 60,
    value: localStorage.getItem(STORED_NAME) ?? '',
    'aria-describedby': 'name-hint',
  });
  const key = h('input', {
    id: 'key',
    name: 'key',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    'aria-describedby': 'key-hint',
  });
  const problem = h('p', { class: 'form-problem', role: 'alert' });
  const button = h('button', { class: 'button primary wide', type: 'submit' }, words.submit);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    button.disabled = true;
    button.textContent = words.working;
    problem.textContent = '';
    try {
      await api.signIn(name.value.trim(), key.value.trim());
      localStorage.setItem(STORED_NAME, name.value.trim());
      done();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.textContent = problemText(error, text);
      key.select();
    } finally {
      button.disabled = false;
      button.textContent = words.submit;
    }
  }

  queueMicrotask(() => (name.value === '' ? name : key).focus());
  return h(
    'form',
    { class: 'sign-in', onsubmit: (event: SubmitEvent) => void submit(event) },
    brand('large'),
    h('h1', {}, again ? words.againTitle : words.lead),
    again && h('p', { class: 'form-note' }, words.again),
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'name' }, words.name),
      name,
      h('small', { id: 'name-hint' }, words.nameHint),
    ),
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'key' }, words.key),
      key,
      h('small', { id: 'key-hint' }, words.keyHint, ' ', h('code', {}, words.keyCommand)),
    ),
    problem,
    button,
  );
}

export function signInView(api: Api, text: Text, languages: HTMLElement, done: () => void): HTMLElement {
  return h('main', { class: 'sign-in-screen' }, signInForm(api, text, false, done), languages);
}
