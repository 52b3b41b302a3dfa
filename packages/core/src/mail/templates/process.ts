import { situationTemplate } from './situation-template.ts';

/** A process was created, changed or deleted. */
export const processTemplate = situationTemplate('process', {
  'process.created': 'process.created',
  'process.updated': 'process.updated',
  'process.deleted': 'process.deleted',
});
