import { AppError, paceFromWords, writePace, type PacePart, type RulePace } from '@postern/core';
import type { Command } from 'commander';

/** Options about how soon mail goes out. */
export interface PaceOptions {
  readonly digest?: string;
  readonly hours?: string;
  readonly storm?: string;
  readonly atOnceFrom?: string;
}

/** Adds the options about digests, hours and storms. */
export function withPace(command: Command): Command {
  return command
    .option(
      '--digest <when>',
      'one mail for many: "every 15m", "daily at 08:00", "Mon-Fri at 08:00, 13:00"; or off',
    )
    .option('--hours <hours>', 'mail only then, the rest waits: "Mon-Fri 08:00-18:00"; or any')
    .option(
      '--storm <limit>',
      'when more than so many come in that time, one mail for the rest: "10/10m"; or off',
    )
    .option('--at-once-from <severity>', 'this severity or worse never waits; fatal by default; or none');
}

/** The parts of a pace that were given. @throws AppError `input-invalid` for words that say nothing, and for what cannot be. */
export function paceOf({
  digest,
  hours,
  storm,
  atOnceFrom,
}: PaceOptions): ReturnType<typeof paceFromWords>['pace'] {
  const { pace, problems } = paceFromWords({
    ...(digest === undefined ? {} : { digest }),
    ...(hours === undefined ? {} : { hours }),
    ...(storm === undefined ? {} : { storm }),
    ...(atOnceFrom === undefined ? {} : { atOnceFrom }),
  });
  if (problems.length === 0) return pace;
  const given = { digest, hours, storm, atOnceFrom };
  const texts = problems.map(({ part, text }) => {
    const option = part === 'atOnceFrom' ? '--at-once-from' : `--${part}`;
    return `${option} "${given[part] ?? ''}" ${text === null ? `is not understood. Write ${EXAMPLES[part]}.` : `cannot be. ${text}`}`;
  });
  throw new AppError('input-invalid', texts.join(' '));
}

const EXAMPLES: Readonly<Record<PacePart, string>> = {
  digest: '"every 15m", "daily at 08:00", "Mon-Fri at 08:00, 13:00" or "off"',
  hours: '"Mon-Fri 08:00-18:00", "08:00-20:00; Sat 09:00-12:00" or "any"',
  storm: '"10/10m" or "off"',
  atOnceFrom: '"error", "fatal" or "none"',
};

/** A pace in one line. */
export function describePace(pace: RulePace): string {
  const { digest, hours, storm, atOnceFrom } = writePace(pace);
  const parts = [
    digest === null ? 'at once' : `digest ${digest}`,
    hours === null ? null : `hours ${hours}`,
    storm === null || digest !== null ? null : `storm ${storm}`,
    atOnceFrom === null || (digest === null && hours === null && storm === null)
      ? null
      : `${atOnceFrom} at once`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
