const PREFIX = 'list:';
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,59}$/u;

/** Whether a text, in lower case, can be the name of a list. */
export function isListName(text: string): boolean {
  return NAME.test(text);
}

/** The list that stands where an address might, as in `list:oncall`, in lower case; null: it is no list. */
export function listNameOf(text: string): string | null {
  if (text.slice(0, PREFIX.length).toLowerCase() !== PREFIX) return null;
  const name = text.slice(PREFIX.length).normalize('NFC').toLowerCase();
  return isListName(name) ? name : null;
}

/** How a list stands among addresses: `list:oncall`. */
export function listReference(name: string): string {
  return `${PREFIX}${name}`;
}
