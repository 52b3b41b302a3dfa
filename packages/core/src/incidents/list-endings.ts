import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Clock } from '../kernel/clock.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { levelKey } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { loadEffectiveSettings } from '../settings/load-effective-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { endingsOf, endingStep, type Ending } from './ending.ts';
import type { CertificateStore } from './server-certificate.ts';

const listSchema = z.strictObject({ level: levelSchema });

/** What {@link listEndings} reads. */
export interface EndingsReader {
  readonly storage: {
    readonly settings: SettingsStore;
    readonly certificates: Pick<CertificateStore, 'list'>;
  };
  readonly clock: Clock;
}

/**
 * What of the level's own active connection has ended or ends within 30 days.
 * @throws AppError `not-allowed`.
 */
export async function listEndings(
  { storage, clock }: EndingsReader,
  actor: Actor,
  input: z.input<typeof listSchema>,
): Promise<readonly Ending[]> {
  const { level } = parseInput(listSchema, input, 'The request for what ends');
  authorize(actor, 'read', level);
  const [settings, certificates] = await Promise.all([
    loadEffectiveSettings(storage.settings, level, 'active'),
    storage.certificates.list(),
  ]);
  if (settings === null) return [];
  const certificate = certificates.find((seen) => levelKey(seen.level) === levelKey(level)) ?? null;
  return endingsOf({ level, settings, certificate }).filter((ending) => endingStep(ending, clock.now()) > 0);
}
