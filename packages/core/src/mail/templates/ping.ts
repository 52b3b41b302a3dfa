import { situationTemplate } from './situation-template.ts';

/** The sender's test event. */
export const pingTemplate = situationTemplate('ping', { ping: 'ping' });
