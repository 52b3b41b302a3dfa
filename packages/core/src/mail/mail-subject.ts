import { capLine } from './cap-text.ts';
import { cleanLine } from './clean-text.ts';

/** A subject line: one line without control and bidi characters, at most 120 characters as people count them. */
export function mailSubject(text: string): string {
  return capLine(cleanLine(text), 120);
}
