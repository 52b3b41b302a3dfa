import { situationTemplate } from './situation-template.ts';

/** A queue was created, changed or deleted. */
export const queueTemplate = situationTemplate('queue', {
  'queue.created': 'queue.created',
  'queue.updated': 'queue.updated',
  'queue.deleted': 'queue.deleted',
});
