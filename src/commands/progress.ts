// How far a long command is: a bar that is drawn over on a terminal, one plain line a file elsewhere.

export interface ProgressLine {
  /** `share` is 0 to 1; at 1 the matter is over. */
  show(what: string, share: number, detail: string): void;
  /** Makes room for other lines. */
  clear(): void;
}

export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;

export function progressLine(output: ProgressOutput): ProgressLine {
  const live = output.isTTY === true;
  return {
    show(what, share, detail) {
      const over = share >= 1;
      if (!live) {
        if (over) output.write(`${what}: ${detail} read\n`);
        return;
      }
      const done = Math.round(WIDTH * Math.min(1, share));
      const bar = `${'█'.repeat(done)}${'░'.repeat(WIDTH - done)}`;
      output.write(`\r\u001B[K${what} ${bar} ${Math.floor(share * 100)}% ${detail}${over ? '\n' : ''}`);
    },
    clear() {
      if (live) output.write('\r\u001B[K');
    },
  };
}
