import { situationTemplate } from './situation-template.ts';

/** An action (UiPath's wire word: task) that waits for a person, or no longer does. */
export const actionTemplate = situationTemplate('action', {
  'task.created': 'action.created',
  'task.completed': 'action.completed',
  'task.assignmentChanged': 'action.assigned',
  'task.saved': 'action.saved',
  'task.forwarded': 'action.forwarded',
  'task.deleted': 'action.deleted',
});
