import { AppError } from '@postern/core';
import { parse as parseIni } from 'ini';
import { parse as parseYaml, YAMLParseError } from 'yaml';

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
    throw new AppError('input-invalid', `The file is no JSON, YAML or ini. ${whereOf(error)}`, {
      cause: error,
    });
  }
}

/** Only the place: the parser's own words quote the file, passwords included. */
function whereOf(error: unknown): string {
  const [at] = error instanceof YAMLParseError ? (error.linePos ?? []) : [];
  return at === undefined
    ? 'If a value in it begins with *, & or !, put it in quotes.'
    : `It breaks off at line ${String(at.line)}, column ${String(at.col)}.`;
}
