import {
  action,
  after,
  by,
  inDays,
  inQueue,
  item,
  job,
  jobName,
  licence,
  on,
  onDay,
  plainTitle,
  process,
  queue,
  release,
  robot,
  robotOf,
  theItem,
  theProcess,
  theQueue,
  theRobot,
} from './en-nouns.ts';
import type { MailTexts } from './mail-texts.ts';

/** English: what happened, in a line and in a sentence, and what to do. */
export const enSituations: MailTexts['situations'] = {
  'job.created': {
    title: (names) => `${jobName(names)}: new job${on(names)}`,
    sentence: (names) => `${job(names)} was created and waits for its turn${on(names)}.`,
    next: null,
  },
  'job.started': {
    title: (names) => `${jobName(names)} started${on(names)}`,
    sentence: (names) => `${job(names)} started${on(names)}${robotOf(names)}.`,
    next: null,
  },
  'job.completed': {
    title: (names) => `${jobName(names)} completed${on(names)}`,
    sentence: (names) => `${job(names)} completed successfully${on(names)}${robotOf(names)}${after(names)}.`,
    next: null,
  },
  'job.faulted': {
    title: (names) => `${jobName(names)} faulted${on(names)}`,
    sentence: (names) => `${job(names)} ended with an error${on(names)}${robotOf(names)}${after(names)}.`,
    next: 'Open this job’s logs in Orchestrator, remove the cause, then restart the job.',
  },
  'job.stopped': {
    title: (names) => `${jobName(names)} was stopped${on(names)}`,
    sentence: (names) =>
      `${job(names)} was stopped before its end${on(names)}${robotOf(names)}${after(names)}.`,
    next: 'If nobody stopped it on purpose, look in Orchestrator’s audit for who did, and restart the job.',
  },
  'job.suspended': {
    title: (names) => `${jobName(names)} is suspended`,
    sentence: (names) =>
      `${job(names)} is waiting and will resume by itself when what it waits for is there.`,
    next: 'See in Actions whether a task is waiting for somebody.',
  },
  'robot.created': {
    title: (names) => `${robot(names)}: robot added`,
    sentence: (names) => `${theRobot(names)} was added.`,
    next: null,
  },
  'robot.updated': {
    title: (names) => `${robot(names)}: robot changed`,
    sentence: (names) => `${theRobot(names)} has new settings.`,
    next: null,
  },
  'robot.deleted': {
    title: (names) => `${robot(names)}: robot removed`,
    sentence: (names) => `${theRobot(names)} was removed.`,
    next: 'If that was not intended, check which triggers and jobs relied on it.',
  },
  'robot.unresponsive': {
    title: (names) => `${robot(names)} is not responding`,
    sentence: (names) =>
      `${theRobot(names)} has stopped answering. Jobs that run there may hang, and new ones will not start.`,
    next: 'Check that the machine is on and reachable, then restart the robot service on it.',
  },
  'robot.disconnected': {
    title: (names) => `${robot(names)} is disconnected`,
    sentence: (names) => `${theRobot(names)} is no longer connected. New jobs will not start there.`,
    next: 'Check that the machine is on, its network, and that the robot service runs.',
  },
  'robot.available': {
    title: (names) => `${robot(names)} is available`,
    sentence: (names) => `${theRobot(names)} is connected and ready for jobs.`,
    next: null,
  },
  'robot.busy': {
    title: (names) => `${robot(names)} is busy`,
    sentence: (names) => `${theRobot(names)} is running a job.`,
    next: null,
  },
  'robot.status': {
    title: (names) => `${robot(names)}: ${names.state ?? 'status changed'}`,
    sentence: (names) =>
      `${theRobot(names)} reported a new status${names.state === null ? '' : `: ${names.state}`}.`,
    next: null,
  },
  'queue.created': {
    title: (names) => `${queue(names)}: queue created`,
    sentence: (names) => `${theQueue(names)} was created${by(names)}.`,
    next: null,
  },
  'queue.updated': {
    title: (names) => `${queue(names)}: queue changed`,
    sentence: (names) => `${theQueue(names)} was changed${by(names)}.`,
    next: null,
  },
  'queue.deleted': {
    title: (names) => `${queue(names)}: queue deleted`,
    sentence: (names) => `${theQueue(names)} was deleted${by(names)}.`,
    next: 'If that was not intended, check which processes still work with it.',
  },
  'item.added': {
    title: (names) => `${inQueue(names)}${item(names)} added`,
    sentence: (names) => `${theItem(names)} was added and waits to be processed.`,
    next: null,
  },
  'item.started': {
    title: (names) => `${inQueue(names)}${item(names)} in progress`,
    sentence: (names) => `${theItem(names)} is being processed${on(names)}.`,
    next: null,
  },
  'item.completed': {
    title: (names) => `${inQueue(names)}${item(names)} completed`,
    sentence: (names) => `${theItem(names)} was processed successfully${after(names)}.`,
    next: null,
  },
  'item.failed': {
    title: (names) => `${inQueue(names)}${item(names)} failed`,
    sentence: (names) => `${theItem(names)} failed with an application exception${on(names)}${after(names)}.`,
    next: 'Find the cause in the job’s logs; then retry the item in Orchestrator, unless it is retried automatically.',
  },
  'item.failed-business': {
    title: (names) => `${inQueue(names)}${item(names)} rejected`,
    sentence: (names) => `${theItem(names)} breaks a business rule and was not processed. It is not retried.`,
    next: 'Correct the data this item came from, then add it to the queue again.',
  },
  'item.abandoned': {
    title: (names) => `${inQueue(names)}${item(names)} abandoned`,
    sentence: (names) =>
      `${theItem(names)} was in progress for too long and was given up: its robot never reported a result.`,
    next: 'Check whether the work was done before you retry the item, so that it is not done twice.',
  },
  'process.created': {
    title: (names) => `${process(names)}: process created`,
    sentence: (names) => `${theProcess(names)} was created${by(names)}.`,
    next: null,
  },
  'process.updated': {
    title: (names) => `${process(names)}: process changed`,
    sentence: (names) => `${theProcess(names)} was changed${by(names)}.`,
    next: null,
  },
  'process.deleted': {
    title: (names) => `${process(names)}: process deleted`,
    sentence: (names) => `${theProcess(names)} was deleted${by(names)}.`,
    next: 'If that was not intended, check which triggers started it.',
  },
  'trigger.failed': {
    title: (names) =>
      names.process === null || names.process === names.subject
        ? `${names.subject ?? 'A trigger'} did not start`
        : `${names.subject ?? 'A trigger'} did not start ${names.process}`,
    sentence: (names) =>
      `The trigger ${names.subject === null ? '' : `${names.subject} `}could not create a job${names.process === null ? '' : ` of process ${names.process}`}.`,
    next: 'Start the process by hand if it cannot wait, then check the trigger’s robots and their pending jobs.',
  },
  'action.created': {
    title: (names) => `New action: ${action(names)}`,
    sentence: (names) => `The action “${action(names)}” was created and waits for somebody to complete it.`,
    next: 'Open it in Action Center; the job behind it goes on when it is completed.',
  },
  'action.completed': {
    title: (names) => `Action completed: ${action(names)}`,
    sentence: (names) => `The action “${action(names)}” was completed${by(names)}.`,
    next: null,
  },
  'action.assigned': {
    title: (names) => `Action assigned: ${action(names)}`,
    sentence: (names) =>
      `The action “${action(names)}” was assigned to ${names.assignee ?? 'somebody else'}.`,
    next: null,
  },
  'action.saved': {
    title: (names) => `Action saved: ${action(names)}`,
    sentence: (names) => `The action “${action(names)}” was saved but is not completed yet.`,
    next: null,
  },
  'action.forwarded': {
    title: (names) => `Action forwarded: ${action(names)}`,
    sentence: (names) => `The action “${action(names)}” was forwarded${by(names)}.`,
    next: null,
  },
  'action.deleted': {
    title: (names) => `Action deleted: ${action(names)}`,
    sentence: (names) => `The action “${action(names)}” was deleted${by(names)}.`,
    next: 'A job that waited for it will not go on by itself.',
  },
  'licence.expiring': {
    title: (names) => `${licence(names)} expires ${inDays(names)}`,
    sentence: (names) => `${licence(names)} expires${onDay(names)}. Until then everything goes on as it is.`,
    next: 'Plan the renewal with whoever manages your licences.',
  },
  'licence.urgent': {
    title: (names) => `${licence(names)} expires ${inDays(names)}`,
    sentence: (names) => `${licence(names)} expires${onDay(names)}. After that robots may stop getting work.`,
    next: 'Renew the licence now and activate it before it expires.',
  },
  'licence.expired': {
    title: (names) => `${licence(names)} has expired`,
    sentence: (names) => `${licence(names)} expired${onDay(names)}. Robots may no longer get work.`,
    next: 'Renew and activate the licence; then check that jobs start again.',
  },
  'product.update': {
    title: (names) => `${release(names)} is available`,
    sentence: (names) => `A new version is out: ${release(names)}.`,
    next: 'Read the release notes and plan the update.',
  },
  'product.security-update': {
    title: (names) => `Security update: ${release(names)}`,
    sentence: (names) =>
      `${release(names)} closes security gaps. Systems that are not updated stay open to them.`,
    next: 'Read the release notes and install this update as soon as you can.',
  },
  alert: {
    title: (names) => {
      const from = names.process ?? names.robot ?? names.place;
      const said = names.message ?? names.subject;
      if (said === null || said === from) return `Alert from ${from ?? 'the platform'}`;
      return from === null ? said : `${from}: ${said}`;
    },
    sentence: (names) => {
      const from = names.process === null ? null : `Process ${names.process}`;
      if (from === null) return `${names.robot === null ? 'The platform' : theRobot(names)} raised an alert.`;
      return `${from} raised an alert${on(names)}${robotOf(names)}.`;
    },
    next: null,
  },
  ping: {
    title: () => 'Test event received',
    sentence: () =>
      'The sender’s test event (ping) arrived and was turned into this mail: the way from webhook to mailbox works.',
    next: null,
  },
  custom: {
    title: ({ subject, message }) => {
      const said = subject ?? message;
      return said === null ? 'Custom event' : `Custom event: ${said}`;
    },
    sentence: () => 'A process or a person raised a custom event.',
    next: null,
  },
  unknown: {
    title: plainTitle,
    sentence: (names) => `Postern does not know this type of event (${names.type}); here is what it said.`,
    next: null,
  },
  plain: {
    title: plainTitle,
    sentence: (names) =>
      `Postern could not write its usual mail about this event (${names.type}); here is what it said.`,
    next: null,
  },
};
