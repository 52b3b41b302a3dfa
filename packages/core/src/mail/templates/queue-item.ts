import { factWord } from './fact-of.ts';
import { situationTemplate } from './situation-template.ts';

/** A queue item and its transaction. A business exception asks for other steps than an application exception. */
export const queueItemTemplate = situationTemplate('queue-item', {
  'queueItem.added': 'item.added',
  'queueItem.transactionStarted': 'item.started',
  'queueItem.transactionCompleted': 'item.completed',
  'queueItem.transactionFailed': ({ event }) =>
    factWord(event, 'exception-type') === 'businessexception' ? 'item.failed-business' : 'item.failed',
  'queueItem.transactionAbandoned': 'item.abandoned',
});
