import type { Situation } from '../texts/mail-texts.ts';
import { factWord } from './fact-of.ts';
import type { TemplateInput } from './mail-template.ts';
import { situationTemplate } from './situation-template.ts';

/** A robot was added, changed or removed, or reports how it is. */
export const robotTemplate = situationTemplate('robot', {
  'robot.created': 'robot.created',
  'robot.updated': 'robot.updated',
  'robot.deleted': 'robot.deleted',
  'robot.status': robotStatus,
});

function robotStatus({ event }: TemplateInput): Situation {
  const words = [factWord(event, 'status'), factWord(event, 'state')];
  // "Unresponsive" is a flag beside the state and says more than it.
  if (words.includes('unresponsive')) return 'robot.unresponsive';
  if (words.includes('disconnected')) return 'robot.disconnected';
  if (words.includes('available')) return 'robot.available';
  return words.includes('busy') ? 'robot.busy' : 'robot.status';
}
