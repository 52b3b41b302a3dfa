import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { AuditChange } from '../audit/audit-entry.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { DAY } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import type { Level } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { requireLevel } from '../organizations/require-level.ts';
import { matchersSchema } from './matcher-schema.ts';
import { parseSpan, type SpanContext } from './parse-span.ts';
import { shownMatchers } from './rule-changes.ts';
import { ruleFields } from './rule-schema.ts';
import type { Silence } from './silence.ts';
import type { SilenceDeps } from './silence-deps.ts';
import { unknownTypes, type UnknownType } from './unknown-types.ts';

/** The longest that a silence lasts, so that none is forgotten for ever. */
const LONGEST = 366 * DAY;

const words = z.string().trim().min(1).max(100);

const newSilenceSchema = z.strictObject({
  level: levelSchema,
  matchers: matchersSchema,
  /** One line, so that others know why nothing comes. */
  reason: ruleFields.name,
  /** Its start as {@link parseSpan} reads it; absent: now. */
  from: words.optional(),
  /** Its end: a length from its start, or a moment in the level's zone. */
  until: words,
});

/** Input of {@link addSilence}. */
export type NewSilence = z.input<typeof newSilenceSchema>;

/** A silence as it is now, with what is worth a word. */
export interface AddedSilence {
  readonly silence: Silence;
  /** Types in it that Postern does not know. */
  readonly unknownTypes: readonly UnknownType[];
}

/**
 * Mutes matching events of a level for a while. Mail that waits already still goes out.
 * @throws AppError `input-invalid` also when its times are not understood, it ends before it begins, is over already, or lasts for more than a year;
 * `not-allowed`; `not-found` for the organization.
 */
export async function addSilence(deps: SilenceDeps, actor: Actor, input: NewSilence): Promise<AddedSilence> {
  const parsed = parseInput(newSilenceSchema, input, 'The silence');
  const { level, matchers, reason } = parsed;
  authorize(actor, 'change', level);
  await requireLevel(deps.storage.organizations, level);
  const now = deps.clock.now();
  const timeZone = await timeZoneOf(deps, level);
  const startsAt = parsed.from === undefined ? now : moment('from', parsed.from, { now, timeZone });
  const endsAt = moment('until', parsed.until, { now: startsAt, timeZone });
  checkSpan({ startsAt, endsAt, now });
  const silence: Silence = {
    id: deps.newId(),
    level,
    matchers,
    reason,
    startsAt,
    endsAt,
    createdBy: actor,
    createdAt: now,
  };
  const audit = newAuditEntry(
    { actor, action: 'silence.added', level, subject: silence.id, changes: shown(silence) },
    deps,
  );
  await deps.storage.silences.add(silence, audit);
  return { silence, unknownTypes: unknownTypes(matchers.types) };
}

async function timeZoneOf({ storage }: SilenceDeps, level: Level): Promise<string> {
  if (level.kind === 'host') return 'UTC';
  return (await storage.organizations.findById(level.organizationId))?.timeZone ?? 'UTC';
}

function moment(field: 'from' | 'until', typed: string, context: SpanContext): number {
  const at = parseSpan(typed, context);
  if (at === null)
    throw invalid(
      field,
      `"${typed}" is neither a length nor a time: write 30m, 2h, 3d, 18:00 or 2026-12-01 18:00.`,
    );
  return at;
}

function checkSpan({ startsAt, endsAt, now }: Pick<Silence, 'startsAt' | 'endsAt'> & { now: number }): void {
  const problem =
    endsAt <= startsAt
      ? 'A silence must end after it begins.'
      : endsAt <= now
        ? 'This silence would be over already.'
        : endsAt - Math.max(startsAt, now) > LONGEST || startsAt - now > LONGEST
          ? 'A silence lasts for up to a year: make it shorter, and add another one when it ends.'
          : null;
  if (problem === null) return;
  throw invalid('until', problem);
}

function invalid(path: string, message: string): AppError {
  return new AppError('input-invalid', message, { issues: [{ path, message }] });
}

function shown({ matchers, reason, startsAt, endsAt }: Silence): readonly AuditChange[] {
  const fields = { reason, startsAt: instant(startsAt), endsAt: instant(endsAt), ...shownMatchers(matchers) };
  return Object.entries(fields)
    .filter(([, after]) => after !== null)
    .map(([field, after]) => ({ field, before: null, after }));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
