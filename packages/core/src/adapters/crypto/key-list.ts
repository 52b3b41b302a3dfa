import { KEY_BYTES, KEY_ID, sealingKey, type SealingKey } from './sealing-key.ts';

/** Keys read from a text, or everything that is wrong with it: positions and ids, never the keys. */
export type KeyList =
  | { readonly ok: true; readonly keys: readonly SealingKey[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads `id:base64` entries, separated by commas or line breaks, the active key first. Empty entries and lines that
 * start with `#` are passed over.
 */
export function readKeyList(text: string): KeyList {
  const entries = text
    .split(/\r?\n/)
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return { ok: false, problems: ['It holds no key.'] };
  const read = entries.map(readEntry);
  const keys = read.filter((one) => typeof one !== 'string');
  const ids = keys.map(({ id }) => id);
  const doubled = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  const problems = [
    ...read.filter((one) => typeof one === 'string'),
    ...[...doubled].map((id) => `The key id "${id}" is there twice.`),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, keys };
}

/** One key as an entry of the list: for the key file alone. */
export function keyEntry({ id, key }: SealingKey): string {
  return `${id}:${key.export().toString('base64')}`;
}

function readEntry(entry: string, index: number): SealingKey | string {
  const where = `Entry ${index + 1}`;
  const [, id = '', base64 = ''] = /^([^:]*):([A-Za-z0-9+/]+={0,2})$/.exec(entry) ?? [];
  if (id === '' || base64 === '') return `${where} is not of the form id:base64.`;
  if (!KEY_ID.test(id))
    return `${where} has an id with other characters than letters, digits, ".", "_" and "-".`;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.byteLength !== KEY_BYTES)
    return `Entry ${index + 1} ("${id}") has ${bytes.byteLength} bytes; a key has ${KEY_BYTES}.`;
  return sealingKey(id, bytes);
}
