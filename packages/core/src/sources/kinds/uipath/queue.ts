import { z } from 'zod';
import { namedThing } from '../event-reading.ts';
import { listFacts, numberFact, textFact } from '../facts.ts';
import { lenient } from '../lenient.ts';
import { momentOfChange } from './moment-of-change.ts';
import type { UipathFamily } from './uipath-family.ts';

const schema = z.object({
  Id: lenient.line(),
  Name: lenient.line(),
  Description: lenient.block(),
  MaxNumberOfRetries: lenient.number(),
  SlaInMinutes: lenient.number(),
});

/** A queue that was added, changed or removed. */
export const queueFamily: UipathFamily = {
  covers: (type) => type.startsWith('queue.'),
  entities: ['Queue', 'Queues'],
  read(entity, { envelope }) {
    const queue = schema.parse(entity);
    return {
      queue: namedThing(queue.Id, queue.Name),
      subject: queue.Name,
      facts: listFacts(
        numberFact('max-retries', queue.MaxNumberOfRetries),
        // 0 and absence both mean that the queue has none.
        textFact(
          'sla',
          queue.SlaInMinutes === null || queue.SlaInMinutes <= 0 ? null : `${queue.SlaInMinutes} min`,
        ),
        textFact('user', envelope.user),
      ),
      detail: queue.Description,
      sameWhen: momentOfChange(queue.Id ?? envelope.entityKey, envelope),
    };
  },
};
