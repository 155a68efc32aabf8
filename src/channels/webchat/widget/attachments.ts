// How a file looks in a message: a photo in place, with a large view on demand, anything else as a line to save.
import { h, icon } from './dom.ts';
import type { Words } from './words.ts';

export function attachmentView(url: string, mime: string, name: string, words: Words): HTMLElement {
  if (!/^(https?|blob):/u.test(url)) return fileLine(undefined, name);
  if (mime.startsWith('image/') && !mime.includes('svg')) return photo(url, name, words);
  if (/^(video|audio)\//u.test(mime)) {
    return h(mime.startsWith('video/') ? 'video' : 'audio', {
      src: url,
      controls: true,
      preload: 'metadata',
      'aria-label': name,
    });
  }
  return fileLine(url, name);
}

/** A format that this browser cannot show (HEIC, often) becomes a line to save. */
function photo(url: string, name: string, words: Words): HTMLElement {
  const image = h('img', { src: url, alt: `${words.photo}: ${name}` });
  const button = h('button', { type: 'button', class: 'photo' }, image);
  button.onclick = () => enlarge(button, url, image.alt, words);
  image.onerror = () => button.replaceWith(fileLine(url, name));
  return button;
}

function fileLine(url: string | undefined, name: string): HTMLElement {
  return h(
    'a',
    { class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer' },
    icon('file'),
    h('span', {}, name),
  );
}

function enlarge(from: HTMLElement, url: string, alt: string, words: Words): void {
  const close = h(
    'button',
    { type: 'button', class: 'plain-button', 'aria-label': words.close },
    icon('close'),
  );
  const dialog = h('dialog', { class: 'lightbox', 'aria-label': alt }, h('img', { src: url, alt }), close);
  dialog.onclick = () => dialog.close();
  dialog.onclose = () => {
    dialog.remove();
    from.focus();
  };
  // Escape closes the photo and not the whole chat.
  dialog.onkeydown = (event) => event.stopPropagation();
  from.getRootNode().appendChild(dialog);
  dialog.showModal();
}
