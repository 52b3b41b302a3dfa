import { findEventType } from '../../events/catalogue.ts';
import { cleanLine } from '../../events/clean-line.ts';
import { EVENT_CAPS } from '../../events/event-caps.ts';

/** The type that a payload names: in the catalogue's spelling when it is known there, else as it came; null: none. */
export function readType(value: unknown): string | null {
  const type = typeof value === 'string' ? cleanLine(value, EVENT_CAPS.type) : '';
  return type === '' ? null : (findEventType(type)?.type ?? type);
}
