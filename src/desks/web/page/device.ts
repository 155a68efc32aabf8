// What this person likes on this device: light or dark, sound, desktop notifications.

export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const THEME = 'firstline.desk.theme';
const SOUND = 'firstline.desk.sound';
const NOTIFY = 'firstline.desk.notify';

export function theme(): Theme {
  const kept = localStorage.getItem(THEME);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function setTheme(wanted: Theme): void {
  localStorage.setItem(THEME, wanted);
  showTheme();
}

/** Puts the kept choice on the page. */
export function showTheme(): void {
  document.documentElement.dataset['theme'] = theme();
}

export function soundOn(): boolean {
  return localStorage.getItem(SOUND) === 'on';
}

export function setSound(on: boolean): void {
  localStorage.setItem(SOUND, on ? 'on' : 'off');
  if (on) chime();
}

export function notificationsOn(): boolean {
  return (
    localStorage.getItem(NOTIFY) === 'on' && 'Notification' in window && Notification.permission === 'granted'
  );
}

/** Asks the browser for leave when it is needed; false when it was refused. */
export async function setNotifications(on: boolean): Promise<boolean> {
  const granted = on && 'Notification' in window && (await Notification.requestPermission()) === 'granted';
  localStorage.setItem(NOTIFY, granted ? 'on' : 'off');
  return granted || !on;
}

/** Calls the person who looks elsewhere; pressing the notification runs `open`. */
export function call(words: string, tag: string, open: () => void): void {
  if (soundOn()) chime();
  if (!notificationsOn() || document.hasFocus()) return;
  const note = new Notification('Firstline', { body: words, tag, icon: '/desk/icon.svg' });
  note.onclick = () => {
    window.focus();
    note.close();
    open();
  };
}

/** Two soft notes. */
function chime(): void {
  const audio = new AudioContext();
  const now = audio.currentTime;
  for (const [index, pitch] of [659, 880].entries()) {
    const start = now + index * 0.13;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.42);
  }
  setTimeout(() => void audio.close(), 1000);
}
