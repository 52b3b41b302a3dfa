import { situationTemplate } from './situation-template.ts';

/** A job's life: created, started, completed, faulted, stopped, suspended. */
export const jobTemplate = situationTemplate('job', {
  'job.created': 'job.created',
  'job.started': 'job.started',
  'job.completed': 'job.completed',
  'job.faulted': 'job.faulted',
  'job.stopped': 'job.stopped',
  'job.suspended': 'job.suspended',
});
