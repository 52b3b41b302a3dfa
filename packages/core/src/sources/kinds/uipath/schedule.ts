import { z } from 'zod';
import { namedThing } from '../event-reading.ts';
import { listFacts, textFact } from '../facts.ts';
import { momentPart } from '../fold-key.ts';
import { lenient } from '../lenient.ts';
import { entitiesOf } from './entities.ts';
import { processOf, releasePart } from './parts.ts';
import type { UipathFamily } from './uipath-family.ts';

const schema = z.object({
  Id: lenient.line(),
  Key: lenient.line(),
  Name: lenient.line(),
  StartProcessCron: lenient.line(),
  TimeZoneId: lenient.line(),
  TimeZoneIana: lenient.line(),
  ReleaseName: lenient.line(),
  Release: releasePart,
});

const robotSchema = z.object({ Id: lenient.line(), Name: lenient.line() });
const reason = lenient.block();

/** A trigger (UiPath's wire word: schedule) that could not start its process. */
export const scheduleFamily: UipathFamily = {
  covers: (type) => type.startsWith('schedule.'),
  entities: ['ProcessSchedule', 'ProcessSchedules'],
  read(entity, { envelope, body }) {
    const schedule = schema.parse(entity);
    const [robot, ...otherRobots] = entitiesOf(entity, ['ExecutorRobots']).map((one) =>
      robotSchema.parse(one),
    );
    const id = schedule.Key ?? schedule.Id ?? envelope.entityKey;
    return {
      process: processOf(schedule.Release, schedule.ReleaseName),
      // Of several robots none is the one that it is about.
      robot: robot === undefined || otherRobots.length > 0 ? null : namedThing(robot.Id, robot.Name),
      subject: schedule.Name,
      facts: listFacts(
        textFact('trigger', schedule.Name ?? schedule.Id),
        textFact('schedule', schedule.StartProcessCron),
        textFact('time-zone', schedule.TimeZoneIana ?? schedule.TimeZoneId),
      ),
      detail: reason.parse(body['Reason']),
      // Jobs name the trigger that started them by this number.
      trouble:
        envelope.type === 'schedule.failed' && schedule.Id !== null
          ? { about: ['trigger', schedule.Id], state: 'on', at: null }
          : null,
      // A trigger may fail again minutes later: only copies share the time, and without one nothing folds.
      sameWhen: id === null || envelope.occurredAt === null ? null : [id, momentPart(envelope.occurredAt)],
    };
  },
};
