// What each person sets on this device: language, light or dark, sound, notifications; and the way out.
import { LOCALES, type Locale } from '../../../model/locale.ts';
import {
  notificationsOn,
  setNotifications,
  setSound,
  setTheme,
  soundOn,
  theme,
  THEMES,
  type Theme,
} from './device.ts';
import { openDialog } from './dialogs.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import type { Text } from './text.ts';
import { TEXTS } from './texts.ts';

export interface SettingsParts {
  readonly text: Text;
  readonly name: string;
  readonly isManager: boolean;
  readonly speak: (locale: Locale) => void;
  readonly signOut: () => void;
}

export function settingsDialog({ text, name, isManager, speak, signOut }: SettingsParts): void {
  const { settings } = text;
  const language = h(
    'select',
    { id: 'settings-language' },
    ...LOCALES.map((locale) =>
      h('option', { value: locale, selected: locale === text.locale }, TEXTS[locale].languageName),
    ),
  );
  const looks = h(
    'select',
    { id: 'settings-theme' },
    ...THEMES.map((one) => h('option', { value: one, selected: one === theme() }, settings.themes[one])),
  );
  const refused = h('p', { class: 'form-problem', role: 'alert' });
  const sound = checkbox(settings.sound, settings.soundHint, soundOn(), (on) => setSound(on));
  const calls = checkbox(settings.notify, settings.notifyHint, notificationsOn(), (on, box) => {
    void setNotifications(on).then((done) => {
      refused.textContent = done ? '' : settings.notifyRefused;
      if (!done) box.checked = false;
    });
  });
  looks.addEventListener('change', () => setTheme(looks.value as Theme));
  language.addEventListener('change', () => {
    dialog.close();
    speak(language.value as Locale);
  });
  const dialog = openDialog(
    h(
      'div',
      { class: 'dialog-body' },
      h('h2', {}, name),
      h('p', {}, isManager ? text.roles.manager : text.roles.operator),
      h('div', { class: 'setting' }, h('label', { for: 'settings-language' }, text.language), language),
      h('div', { class: 'setting' }, h('label', { for: 'settings-theme' }, settings.theme), looks),
      sound,
      calls,
      refused,
      h(
        'div',
        { class: 'dialog-buttons' },
        h(
          'button',
          {
            type: 'button',
            class: 'button quiet',
            onclick: () => {
              dialog.close();
              signOut();
            },
          },
          icon('leave'),
          text.signOut,
        ),
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, 'OK'),
      ),
    ),
    settings.title,
  );
}

function checkbox(
  label: string,
  hint: string,
  checked: boolean,
  changed: (on: boolean, box: HTMLInputElement) => void,
): HTMLElement {
  const box: HTMLInputElement = h('input', {
    type: 'checkbox',
    role: 'switch',
    class: 'switch',
    checked,
    onchange: () => changed(box.checked, box),
  });
  return h('label', { class: 'setting' }, h('span', {}, label, h('small', {}, hint)), box);
}
