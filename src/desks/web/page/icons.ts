// The line icons of the page, drawn on a grid of 20; they take the colour of the text around them.

const SHAPES = {
  search: ['M9 15.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13Z', 'm17.500 17.500-3.800-3.800'],
  send: ['M17.500 2.500 9 11', 'M17.500 2.500 12 17.500 9 11 2.500 8l15-5.500Z'],
  clip: [
    'm16.500 9-6.700 6.700a4 4 0 0 1-5.600-5.600l6.900-7a2.700 2.700 0 0 1 3.800 3.900l-6.800 6.800a1.300 1.300 0 0 1-1.900-1.900L12 6.200',
  ],
  lock: ['M5 9h10v7.500H5z', 'M7 9V6.500a3 3 0 0 1 6 0V9'],
  check: ['m4.500 10.500 3.700 3.700 7.300-8'],
  clock: ['M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15Z', 'M10 5.800V10l2.800 1.800'],
  alert: ['M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15Z', 'M10 6.300v4.200', 'M10 13.600v.1'],
  pause: ['M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15Z', 'M8.200 7.500v5', 'M11.800 7.500v5'],
  back: ['M12.500 4.500 7 10l5.500 5.500'],
  info: ['M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15Z', 'M10 9.300v4.400', 'M10 6.400v.1'],
  close: ['m5 5 10 10', 'M15 5 5 15'],
  bot: [
    'M4.500 7.500h11v8h-11z',
    'M10 7.500V4',
    'M7.700 11v1',
    'M12.300 11v1',
    'M2.500 10.500v2',
    'M17.500 10.500v2',
  ],
  user: [
    'M10 9.800a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400Z',
    'M3.800 17a6.300 6.300 0 0 1 12.400 0',
  ],
  hand: [
    'M3.500 10.500h7.500',
    'm8.300 7.300 3.200 3.200-3.200 3.200',
    'M11 3.500h4A1.500 1.500 0 0 1 16.500 5v11a1.500 1.500 0 0 1-1.500 1.500h-4',
  ],
  undo: ['M7 4.500 3.500 8 7 11.500', 'M3.500 8h8a5 5 0 0 1 0 10H8'],
  inbox: ['M3 11.500 5.200 4h9.600L17 11.500V16H3v-4.500Z', 'M3 11.500h4.200l1 2h3.600l1-2H17'],
  file: ['M5 2.500h6.500L15.500 6.500v11H5z', 'M11.500 2.500v4h4'],
  help: [
    'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15Z',
    'M7.900 7.800a2.200 2.200 0 1 1 3.100 2.200c-.7.300-1 .8-1 1.500',
    'M10 14v.1',
  ],
  leave: ['M12 6V3.500H3.500v13H12V14', 'M8 10h9', 'm14 7 3 3-3 3'],
  chat: ['M3 4h14v9.500H9L5.500 16.500v-3H3z'],
  plane: ['m2.800 9.500 14-5.700-2.300 12.700-4.700-3.600-2.600 2.400-.6-4.300 7.200-4.600'],
  open: ['M8 4.500H4.500v11h11V12', 'M11 3.500h5.500V9', 'm16.500 3.500-8 8'],
} satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof SHAPES;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', shape);
    svg.append(path);
  }
  return svg;
}
