import { robotStateOf } from '../robot-state.ts';
import type { Situation } from '../texts/mail-texts.ts';
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
  const state = robotStateOf(event);
  return state === null ? 'robot.status' : `robot.${state}`;
}
