// Photos as thumbnails that open large, sound and video with controls, other files as a line to download.
import type { SealedFile } from '../wire.ts';
import { fileUrl } from './api.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import type { Text } from './text.ts';

export function fileView(file: SealedFile, text: Text): HTMLElement {
  const url = fileUrl(file);
  switch (file.kind) {
    case 'photo':
    case 'sticker':
      return file.mime.startsWith('image/') ? thumbnail(file, url, text) : link(file, url);
    case 'audio':
    case 'voice':
      return h('audio', {
        class: 'file-audio',
        controls: true,
        preload: 'none',
        src: url,
        'aria-label': file.name,
      });
    case 'video':
      return h('video', {
        class: 'file-video',
        controls: true,
        preload: 'metadata',
        src: url,
        'aria-label': file.name,
      });
    case 'document':
      return link(file, url);
  }
}

function thumbnail(file: SealedFile, url: string, text: Text): HTMLElement {
  const picture = h('img', { src: url, alt: file.name, loading: 'lazy', decoding: 'async' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'thumb',
      'aria-label': text.openFile(file.name),
      onclick: () => enlarge(file, url, text),
    },
    picture,
  );
  picture.addEventListener('error', () => button.replaceWith(link(file, url)));
  return button;
}

function link(file: SealedFile, url: string): HTMLElement {
  return h(
    'a',
    { class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer', download: file.name },
    icon('file'),
    h('span', { class: 'file-name' }, file.name),
    file.size !== undefined && h('span', { class: 'file-size' }, size(file.size)),
  );
}

function enlarge(file: SealedFile, url: string, text: Text): void {
  const dialog: HTMLDialogElement = h(
    'dialog',
    {
      class: 'viewer',
      'aria-label': file.name,
      onclick: () => dialog.close(),
      onclose: () => dialog.remove(),
    },
    h('img', { src: url, alt: file.name }),
    h(
      'div',
      { class: 'viewer-bar' },
      h('span', { class: 'file-name' }, file.name),
      h(
        'a',
        {
          class: 'icon-button',
          href: url,
          target: '_blank',
          rel: 'noopener noreferrer',
          'aria-label': text.openOriginal,
        },
        icon('open'),
      ),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': text.closeViewer }, icon('close')),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function size(bytes: number): string {
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${Math.max(1, Math.round(kilo))} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}
