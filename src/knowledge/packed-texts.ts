// Many short texts in one typed array: a third of the memory of strings, and it moves between threads without being copied.

export interface PackedTexts {
  /** Text i lies at starts[i] .. starts[i + 1]. */
  readonly starts: Uint32Array;
  /** UTF-16, as in a string. */
  readonly units: Uint16Array;
}

export function packTexts(texts: readonly string[]): PackedTexts {
  const starts = new Uint32Array(texts.length + 1);
  texts.forEach((text, at) => (starts[at + 1] = (starts[at] ?? 0) + text.length));
  const units = new Uint16Array(starts[texts.length] ?? 0);
  texts.forEach((text, at) => {
    const from = starts[at] ?? 0;
    for (let unit = 0; unit < text.length; unit += 1) units[from + unit] = text.charCodeAt(unit);
  });
  return { starts, units };
}

export function textCount(texts: PackedTexts): number {
  return texts.starts.length - 1;
}

/** An empty string where there is no such text. */
export function textAt({ starts, units }: PackedTexts, at: number): string {
  const [from, to] = [starts[at] ?? 0, starts[at + 1] ?? 0];
  let text = '';
  for (let unit = from; unit < to; unit += 1) text += String.fromCharCode(units[unit] ?? 0);
  return text;
}
