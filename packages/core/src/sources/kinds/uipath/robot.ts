import { z } from 'zod';
import { listFacts, textFact } from '../facts.ts';
import { lenient } from '../lenient.ts';
import { namedThing } from '../event-reading.ts';
import { momentOfChange } from './moment-of-change.ts';
import type { UipathFamily } from './uipath-family.ts';

const schema = z.object({
  Id: lenient.line(),
  Name: lenient.line(),
  MachineName: lenient.line(),
  HostMachineName: lenient.line(),
});

/** A robot that was added, changed or removed. */
export const robotFamily: UipathFamily = {
  covers: (type) => type.startsWith('robot.') && type !== 'robot.status',
  entities: ['Robot', 'Robots'],
  read(entity, { envelope }) {
    const robot = schema.parse(entity);
    return {
      robot: namedThing(robot.Id, robot.Name),
      machine: robot.MachineName ?? robot.HostMachineName,
      subject: robot.Name,
      facts: listFacts(textFact('user', envelope.user)),
      sameWhen: momentOfChange(robot.Id ?? envelope.entityKey, envelope),
    };
  },
};
