import { momentPart } from '../fold-key.ts';
import type { Envelope } from './envelope.ts';

/**
 * What makes two reports of a created, changed or deleted thing the same happening: the thing and the time that newer
 * servers give. Without that time only creation and deletion fold, since they happen once; two changes may be two.
 */
export function momentOfChange(
  id: string | null,
  { type, eventTime }: Envelope,
): readonly (string | null)[] | null {
  if (id === null) return null;
  const happensOnce = type.endsWith('.created') || type.endsWith('.deleted');
  return eventTime === null && !happensOnce ? null : [id, momentPart(eventTime)];
}
