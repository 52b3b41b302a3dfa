import { situationTemplate } from './situation-template.ts';

/** A trigger could not start its process. */
export const triggerTemplate = situationTemplate('trigger', { 'schedule.failed': 'trigger.failed' });
