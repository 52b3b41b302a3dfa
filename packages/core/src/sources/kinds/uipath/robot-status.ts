import { z } from 'zod';
import type { Severity } from '../../../events/automation-event.ts';
import { namedThing, type TroubleReading } from '../event-reading.ts';
import { listFacts, textFact, timeFact } from '../facts.ts';
import { momentPart } from '../fold-key.ts';
import { lenient } from '../lenient.ts';
import type { UipathFamily } from './uipath-family.ts';

const schema = z.object({
  SessionId: lenient.line(),
  Id: lenient.line(),
  RobotId: lenient.line(),
  RobotName: lenient.line(),
  HostMachineName: lenient.line(),
  State: lenient.line(),
  ReportingTime: lenient.moment(),
  IsUnresponsive: lenient.flag(),
  LicenseErrorCode: lenient.line(),
});

/** How a robot's session is; one robot may have several. UiPath names the robot by id alone here. */
export const robotStatusFamily: UipathFamily = {
  covers: (type) => type === 'robot.status',
  entities: ['Session', 'Sessions'],
  read(entity, { envelope }) {
    const session = schema.parse(entity);
    const id = session.SessionId ?? session.Id ?? session.RobotId ?? envelope.entityKey;
    return {
      severity: severityOf(session),
      robot: namedThing(session.RobotId, session.RobotName),
      machine: session.HostMachineName,
      subject: session.RobotName ?? session.HostMachineName,
      facts: listFacts(
        textFact('state', session.State),
        textFact('status', session.IsUnresponsive ? 'Unresponsive' : null),
        textFact('license-error', session.LicenseErrorCode),
        timeFact('reported', session.ReportingTime),
      ),
      trouble: troubleOf(id, session),
      sameWhen:
        id === null
          ? null
          : [
              id,
              session.State,
              session.IsUnresponsive ? 'Unresponsive' : null,
              momentPart(session.ReportingTime ?? envelope.occurredAt),
            ],
    };
  },
};

/** A robot is in trouble until it says that it is ready for jobs, or at one. */
function troubleOf(id: string | null, session: z.output<typeof schema>): TroubleReading | null {
  const state = session.State?.toLowerCase() ?? '';
  if (id === null) return null;
  if (state === 'disconnected' || session.IsUnresponsive || session.LicenseErrorCode !== null)
    return { about: ['robot', id], state: 'on', at: session.ReportingTime };
  return state === 'available' || state === 'busy'
    ? { about: ['robot', id], state: 'over', at: session.ReportingTime }
    : null;
}

/**
 * UiPath's own alerts call a robot that goes offline fatal and one that is available information; for one that only
 * stopped answering they give no severity, and since jobs hang there it is an error.
 */
function severityOf(session: z.output<typeof schema>): Severity {
  if (session.State?.toLowerCase() === 'disconnected') return 'fatal';
  if (session.IsUnresponsive) return 'error';
  return session.LicenseErrorCode === null ? 'info' : 'warn';
}
