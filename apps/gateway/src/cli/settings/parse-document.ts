import { AppError } from '@postern/core';
import { parse as parseIni } from 'ini';
import { parse as parseYaml } from 'yaml';

/** The largest file that is read, in characters: configurations are small. */
const MOST = 1_000_000;

/**
 * Reads a configuration file, whichever of JSON, YAML and ini it is.
 * @throws AppError `input-invalid` with where it breaks off.
 */
export function parseDocument(text: string): unknown {
  if (text.length > MOST)
    throw new AppError('input-invalid', 'The file is larger than any configuration: 1 MB is the limit.');
  // A section's head is no YAML mapping, and Grafana's files begin with comments and bare assignments.
  if (/^[ \t]*\[[\w.]+\][ \t]*$/m.test(text)) return parseIni(text);
  try {
    // JSON is YAML; aliases beyond a hundred are refused by the library, which stops bombs.
    // Its warnings would go to the terminal as they are, with what the file holds.
    return parseYaml(text, { logLevel: 'error' }) as unknown;
  } catch (error) {
    const where = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new AppError('input-invalid', `The file is no JSON, YAML or ini. ${where ?? ''}`, { cause: error });
  }
}
