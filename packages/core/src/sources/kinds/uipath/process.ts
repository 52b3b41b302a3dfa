import { z } from 'zod';
import { listFacts, textFact } from '../facts.ts';
import { lenient } from '../lenient.ts';
import { momentOfChange } from './moment-of-change.ts';
import { processOf } from './parts.ts';
import type { UipathFamily } from './uipath-family.ts';

const schema = z.object({
  Id: lenient.line(),
  Key: lenient.line(),
  Name: lenient.line(),
  ProcessKey: lenient.line(),
  ProcessVersion: lenient.line(),
  Description: lenient.block(),
});

/** A process that was added, changed or removed. */
export const processFamily: UipathFamily = {
  covers: (type) => type.startsWith('process.'),
  entities: ['Release', 'Releases', 'Process', 'Processes'],
  read(entity, { envelope }) {
    const release = schema.parse(entity);
    const process = processOf(release);
    return {
      process,
      subject: process?.name ?? null,
      facts: listFacts(textFact('version', release.ProcessVersion), textFact('user', envelope.user)),
      detail: release.Description,
      sameWhen: momentOfChange(release.Key ?? release.Id ?? envelope.entityKey, envelope),
    };
  },
};
