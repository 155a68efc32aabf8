// How a button's value travels through a messenger and is recognised when the press comes back.

const MARK = 'choice:';

/** What a button carries where a press returns an object. */
export function pressObject(value: string): { readonly choice: string } {
  return { choice: value };
}

/** What a button carries where a press can only return text. */
export function pressText(value: string): string {
  return MARK + value;
}

/** The pressed button's value, from the `value` or the `text` of what came back; undefined when nothing was pressed. */
export function pressedValue(value: unknown, text: string | undefined): string | undefined {
  if (typeof value === 'object' && value !== null && 'choice' in value && typeof value.choice === 'string') {
    return value.choice;
  }
  const carried = [value, text].find(
    (candidate): candidate is string => typeof candidate === 'string' && candidate.startsWith(MARK),
  );
  return carried?.slice(MARK.length);
}
