import { z } from 'zod';
import type { Severity } from '../../../events/automation-event.ts';
import { cleanBlock } from '../../../events/clean-block.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import { namedThing, type TroubleReading } from '../event-reading.ts';
import { listFacts, numberFact, textFact, timeFact } from '../facts.ts';
import { flattenData } from '../flatten-data.ts';
import { momentPart } from '../fold-key.ts';
import { lenient } from '../lenient.ts';
import { entitiesOf } from './entities.ts';
import { robotOf, robotPart } from './parts.ts';
import type { UipathFamily } from './uipath-family.ts';

const exceptionPart = lenient.object(
  z.object({ Reason: lenient.block(), Details: lenient.block(), Type: lenient.line() }),
);

const schema = z.object({
  Id: lenient.line(),
  Key: lenient.line(),
  Reference: lenient.line(),
  QueueDefinitionId: lenient.line(),
  Status: lenient.line(),
  ReviewStatus: lenient.line(),
  ProcessingException: exceptionPart,
  Priority: lenient.line(),
  DueDate: lenient.moment(),
  DeferDate: lenient.moment(),
  CreationTime: lenient.moment(),
  StartProcessing: lenient.moment(),
  EndProcessing: lenient.moment(),
  RetryNumber: lenient.number(),
  Robot: robotPart,
  SpecificContent: lenient.anything(),
  Output: lenient.anything(),
});

const queuePart = z.object({ Id: lenient.line(), Name: lenient.line() });

/** One item of a queue and its transaction. */
export const queueItemFamily: UipathFamily = {
  covers: (type) => type.startsWith('queueitem.'),
  entities: ['QueueItem', 'QueueItems'],
  read(entity, { envelope, body }) {
    const item = schema.parse(entity);
    const queue = queuePart.parse(entitiesOf(body, ['Queue', 'Queues'])[0] ?? {});
    const key = item.Key ?? item.Id ?? envelope.entityKey;
    return {
      ...severityOf(envelope.type, item.ProcessingException?.Type ?? null),
      queue: namedThing(queue.Id ?? item.QueueDefinitionId, queue.Name),
      robot: robotOf(item.Robot),
      machine: item.Robot?.MachineName ?? null,
      subject: item.Reference ?? queue.Name,
      facts: listFacts(
        textFact('reference', item.Reference),
        textFact('state', item.Status),
        textFact('status', item.ReviewStatus === 'None' ? null : item.ReviewStatus),
        textFact('priority', item.Priority),
        textFact('exception-type', item.ProcessingException?.Type ?? null),
        numberFact('retry', item.RetryNumber === 0 ? null : item.RetryNumber),
        timeFact('created', item.CreationTime),
        timeFact('deferred', item.DeferDate),
        timeFact('due', item.DueDate),
        timeFact('started', item.StartProcessing),
        timeFact('ended', item.EndProcessing),
        textFact('user', envelope.user),
        textFact('item', key),
      ),
      detail: detailOf(item.ProcessingException),
      data: flattenData({ SpecificContent: item.SpecificContent, Output: item.Output }),
      trouble: troubleOf(envelope.type, item),
      // An item that was postponed starts again as itself: then its times differ.
      sameWhen:
        key === null
          ? null
          : [
              key,
              item.Status,
              item.RetryNumber === null ? null : String(item.RetryNumber),
              momentPart(item.EndProcessing ?? item.StartProcessing),
            ],
    };
  },
};

/** A retry is an item of its own with the same reference: without one, nothing says what it repeats. */
function troubleOf(type: string, item: z.output<typeof schema>): TroubleReading | null {
  const { Reference: reference, QueueDefinitionId: queue } = item;
  const state = TROUBLE_STATES.get(type);
  if (reference === null || state === undefined) return null;
  return { about: ['item', queue, reference], state, at: item.EndProcessing };
}

const TROUBLE_STATES: ReadonlyMap<string, TroubleReading['state']> = new Map([
  ['queueItem.transactionFailed', 'on'],
  ['queueItem.transactionAbandoned', 'on'],
  ['queueItem.transactionCompleted', 'over'],
]);

/** UiPath's own alerts call a business exception a warning: the data was wrong, the automation worked. */
function severityOf(type: string, exception: string | null): { severity?: Severity } {
  if (type !== 'queueItem.transactionFailed') return {};
  return { severity: exception?.toLowerCase() === 'businessexception' ? 'warn' : 'error' };
}

function detailOf(exception: z.output<typeof exceptionPart>): string | null {
  const reason = exception?.Reason ?? null;
  const details = exception?.Details ?? null;
  if (reason === null || details === null || details.includes(reason)) return details ?? reason;
  return cleanBlock(`${reason}\n\n${details}`, EVENT_CAPS.detailBytes);
}
