import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { parseInput } from '../kernel/parse.ts';
import { sourceKind } from '../sources/kinds/registry.ts';
import type { ParsedReport } from '../sources/source-kind.ts';
import type { SourceStore } from '../sources/source-store.ts';
import { findQuarantined, notHeld, type KeptReport } from './find-quarantined.ts';
import type { QuarantineReason } from './intake-store.ts';
import { loadPlanParts, type PlanStorage } from './load-plan-parts.ts';
import { planContext } from './plan-context.ts';
import { planEvents } from './plan-events.ts';
import type { QuarantineStore } from './quarantine-store.ts';

const replaySchema = z.strictObject({ id: z.string().trim().min(1).max(100) });

/** Input of {@link replayQuarantined}. */
export type ReplayQuarantinedInput = z.input<typeof replaySchema>;

/** What a replay came to. */
export type QuarantineReplay =
  | {
      readonly kind: 'replayed';
      readonly id: string;
      readonly events: number;
      /** Those that a silence mutes are counted apart. */
      readonly deliveries: number;
      readonly silenced: number;
    }
  /** It is not understood now either, and stays where it is. */
  | {
      readonly kind: 'still-held';
      readonly id: string;
      readonly reason: QuarantineReason;
      /** A sentence: where in the payload, and what was expected. */
      readonly explanation: string;
    };

/** What {@link replayQuarantined} needs. */
export interface ReplayQuarantinedDeps {
  readonly storage: {
    readonly quarantine: Pick<QuarantineStore, 'find' | 'replay'>;
    readonly sources: Pick<SourceStore, 'find'>;
  } & PlanStorage;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * Reads a quarantined report again with the parsers and rules of today. What it turns out to say is stored and queued as
 * if it had just come; repeats of it are not folded, since a person wants this one.
 * @throws AppError `not-found`; `refused` when it is not held any more.
 */
export async function replayQuarantined(
  deps: ReplayQuarantinedDeps,
  actor: Actor,
  input: ReplayQuarantinedInput,
): Promise<QuarantineReplay> {
  const { id } = parseInput(replaySchema, input, 'The replay');
  const { quarantine } = deps.storage;
  const kept = await findQuarantined(quarantine, { actor, action: 'change', id });
  const { report } = kept;
  if (report.state !== 'held') throw notHeld(report);
  const parsed = await parseAgain(deps, kept);
  if (parsed.kind === 'quarantine') {
    return { kind: 'still-held', id, reason: parsed.reason, explanation: parsed.explanation };
  }

  const now = deps.clock.now();
  const context = planContext(await loadPlanParts(deps.storage, report.level));
  const events = planEvents(parsed.events, { context, now, firstId: id, newId: deps.newId });
  const changes = [{ field: 'state', before: 'held', after: 'replayed' }];
  const audit = newAuditEntry(
    { actor, action: 'quarantine.replayed', level: report.level, subject: id, changes },
    deps,
  );
  if ((await quarantine.replay({ id, events, now, audit })) !== 'replayed') throw notHeld(report);
  const deliveries = events.flatMap((event) => event.deliveries);
  const silenced = deliveries.filter(({ silence }) => silence !== null).length;
  return {
    kind: 'replayed',
    id,
    events: events.length,
    deliveries: deliveries.length - silenced,
    silenced,
  };
}

async function parseAgain(
  { storage }: ReplayQuarantinedDeps,
  { report, body }: KeptReport,
): Promise<ParsedReport> {
  const source = await storage.sources.find(report.sourceId);
  if (source === null) {
    throw new AppError('storage-corrupt', 'A report in quarantine has lost its source.', {
      detail: report.id,
    });
  }
  // Of the headers only the content type was kept; the others served to verify, and that was done.
  const headers = { 'content-type': [report.contentType] };
  return sourceKind(source.kind).parse({ headers, body }, report.receivedAt);
}
