import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { HOST } from '../kernel/level.ts';
import { outdatedSeals, type OutdatedSeal, type OutdatedSealsDeps } from './outdated-seals.ts';
import { RotationTally, type RotationReport } from './rotation-tally.ts';

/** What {@link rotateKeys} works on. */
export interface RotateKeysDeps extends Pick<OutdatedSealsDeps, 'sealer'> {
  readonly storage: OutdatedSealsDeps['storage'] & { readonly audit: AuditStore };
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Each round takes up what changed during the one before; somebody who never stops changing shall not keep this from ending. */
const MOST_ROUNDS = 10;
const PER_ROUND = 10_000;

/**
 * Seals everything that is sealed under another live key with the active one: secrets of all revisions, so that a
 * rollback needs no old key, secrets of sources, tokens of Slack workspaces, kept access tokens and DKIM keys. Safe to interrupt, to repeat and to run while people work: a thing
 * is replaced only if nobody changed it meanwhile, and what was changed is looked at again.
 * @param onProgress called after each thing.
 * @throws AppError `not-allowed`.
 */
export async function rotateKeys(
  deps: RotateKeysDeps,
  actor: Actor,
  { onProgress = () => undefined }: { readonly onProgress?: (report: RotationReport) => void } = {},
): Promise<RotationReport> {
  authorize(actor, 'administer-system', HOST);
  const tally = new RotationTally(deps.sealer);
  const resealed: OutdatedSealsDeps['resealed'] = new Map();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await outdatedSeals({ ...deps, resealed }, PER_ROUND + tally.givenUp);
    const open = found.filter((thing) => tally.takesUp(thing));
    if (open.length === 0) break;
    for (const thing of open) {
      await resealOne(thing, tally);
      onProgress(tally.report());
    }
  }
  const report = tally.report();
  if (report.done > 0) await writeAudit(deps, actor, report);
  return report;
}

async function resealOne(thing: OutdatedSeal, tally: RotationTally): Promise<void> {
  try {
    if (await thing.reseal()) tally.markDone(thing);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'key-missing') tally.markKeyless(thing);
    else if (error.code === 'seal-broken') tally.markBroken(thing);
    else throw error;
  }
}

async function writeAudit(
  { storage, clock, newId }: RotateKeysDeps,
  actor: Actor,
  { activeKeyId, done }: RotationReport,
): Promise<void> {
  const changes = [
    { field: 'activeKey', before: null, after: activeKeyId },
    { field: 'resealed', before: null, after: done },
  ];
  await storage.audit.append(
    newAuditEntry({ actor, action: 'keys.rotated', level: HOST, subject: null, changes }, { clock, newId }),
  );
}
