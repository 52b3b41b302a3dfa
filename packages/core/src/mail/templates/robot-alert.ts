import { situationTemplate } from './situation-template.ts';

/** An alert that a robot or a process raised itself. Its message is the title. */
export const robotAlertTemplate = situationTemplate(
  'robot-alert',
  { 'robot.alert': 'alert', 'process.alert': 'alert' },
  { titleSaysWhy: true },
);
