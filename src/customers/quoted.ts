// A cell as a message may show it. Cells slip into the wrong column, so whatever could be contact data is never shown.

const MAX_SHOWN = 40;
const MAX_DIGITS = 6;

/** The text in quotation marks, shortened; "(not shown)" when it has an `@` or more digits than a date or a price. */
export function quoted(text: string): string {
  const digits = text.replace(/\P{Nd}/gu, '').length;
  const date = /^\d{4}-\d{2}-\d{2}$/u.test(text);
  if (text.includes('@') || (digits > MAX_DIGITS && !date)) return '(not shown)';
  const plain = text.replace(/\p{C}+/gu, ' ');
  return plain.length > MAX_SHOWN ? `"${plain.slice(0, MAX_SHOWN)}…"` : `"${plain}"`;
}
