import { z } from 'zod';
import type { Named, Severity } from '../../../events/automation-event.ts';
import { findEventType } from '../../../events/catalogue.ts';
import type { TroubleReading } from '../event-reading.ts';
import { listFacts, numberFact, textFact, timeFact } from '../facts.ts';
import { flattenData } from '../flatten-data.ts';
import { momentPart } from '../fold-key.ts';
import { lenient } from '../lenient.ts';
import { processOf, releasePart, robotOf, robotPart } from './parts.ts';
import type { UipathFamily } from './uipath-family.ts';

const schema = z.object({
  Id: lenient.line(),
  Key: lenient.line(),
  State: lenient.line(),
  StartTime: lenient.moment(),
  EndTime: lenient.moment(),
  ResumeTime: lenient.moment(),
  Source: lenient.line(),
  SourceType: lenient.line(),
  Info: lenient.block(),
  StartingScheduleId: lenient.line(),
  ReleaseName: lenient.line(),
  HostMachineName: lenient.line(),
  InputArguments: lenient.anything(),
  OutputArguments: lenient.anything(),
  Robot: robotPart,
  Release: releasePart,
});

const startInfo = lenient.object(z.object({ JobsCount: lenient.number(), Source: lenient.line() }));

/** One run of a process. */
export const jobFamily: UipathFamily = {
  covers: (type) => type.startsWith('job.'),
  entities: ['Job', 'Jobs'],
  read(entity, { envelope, body }) {
    const job = schema.parse(entity);
    const start = startInfo.parse(body['StartInfo']);
    const process = processOf(job.Release, job.ReleaseName);
    const key = job.Key ?? job.Id ?? envelope.entityKey;
    const severity = findEventType(envelope.type)?.severity ?? SEVERITY_OF_STATE.get(job.State ?? '');
    return {
      ...(severity === undefined ? {} : { severity }),
      process,
      robot: robotOf(job.Robot),
      machine: job.HostMachineName ?? job.Robot?.MachineName ?? null,
      subject: process?.name ?? null,
      facts: listFacts(
        textFact('state', job.State),
        timeFact('started', job.StartTime),
        timeFact('ended', job.EndTime),
        timeFact('resumed', job.ResumeTime),
        textFact('exception-type', exceptionType(job.Info)),
        textFact('source', job.Source ?? job.SourceType ?? start?.Source ?? null),
        textFact('trigger', job.StartingScheduleId),
        numberFact('jobs-count', start?.JobsCount ?? null),
        textFact('user', envelope.user),
        textFact('job', key),
      ),
      detail: job.Info,
      data: flattenData({ InputArguments: job.InputArguments, OutputArguments: job.OutputArguments }),
      // A job may be suspended and resumed more than once: then its times differ.
      sameWhen: key === null ? null : [key, job.State, momentPart(job.EndTime ?? job.ResumeTime)],
      trouble: troubleOf(envelope.type, job, process),
    };
  },
};

/**
 * A process that faults is in trouble until a run of it succeeds that began after the fault: one that ran beside it proves
 * nothing. A trigger that failed works again once it starts a job.
 */
function troubleOf(type: string, job: z.output<typeof schema>, process: Named | null): TroubleReading | null {
  const runs = process?.id ?? process?.name ?? null;
  switch (type) {
    case 'job.faulted':
      return runs === null ? null : { about: ['process', runs], state: 'on', at: job.EndTime };
    case 'job.completed':
      return runs === null || job.StartTime === null
        ? null
        : { about: ['process', runs], state: 'over', at: job.StartTime };
    case 'job.created':
    case 'job.started':
      return job.StartingScheduleId === null
        ? null
        : { about: ['trigger', job.StartingScheduleId], state: 'over', at: job.StartTime };
    default:
      return null;
  }
}

/** What a state means, for types of jobs that the catalogue does not know. */
const SEVERITY_OF_STATE: ReadonlyMap<string, Severity> = new Map([
  ['Faulted', 'error'],
  ['Stopped', 'warn'],
  ['Successful', 'success'],
]);

/** UiPath's executor ends the text of a fault with lines such as `Exception type: UiPath.Core.SelectorNotFoundException`. */
function exceptionType(info: string | null): string | null {
  return info === null ? null : (/^Exception type: *(\S+)/im.exec(info)?.[1] ?? null);
}
