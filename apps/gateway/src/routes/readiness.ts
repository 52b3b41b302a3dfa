import {
  toAppError,
  type Clock,
  type Dispatcher,
  type DispatcherPhase,
  type Sealer,
  type Storage,
  type Timers,
} from '@postern/core';
import { z } from 'zod';
import { missingKeyIds } from '../missing-key-ids.ts';

const PHASES = [
  'new',
  'running',
  'suspended',
  'storage-unavailable',
  'stopping',
  'stopped',
  'elsewhere',
] as const satisfies readonly (DispatcherPhase | 'elsewhere')[];

/** Whether this process can do its work now, part by part. Key ids are names, not keys. */
export const readinessSchema = z
  .strictObject({
    status: z.enum(['ready', 'not-ready']),
    checks: z.strictObject({
      storage: z.strictObject({
        status: z.enum(['ok', 'unavailable']),
        problem: z.string().optional().meta({ description: 'What is the matter, and what to do.' }),
      }),
      keys: z.strictObject({
        status: z.enum(['ok', 'missing', 'unknown']),
        missing: z.array(z.string()).meta({
          description: 'Ids of keys that something is sealed with and that this process does not have.',
        }),
      }),
      dispatcher: z.strictObject({
        status: z.enum(PHASES).meta({
          description:
            'suspended: by maintenance mode, which is no fault; elsewhere: mail is sent by processes of their own (`postern worker`).',
        }),
      }),
    }),
  })
  .meta({ id: 'Readiness' });

/** See {@link readinessSchema}. */
export type Readiness = z.infer<typeof readinessSchema>;

/** Liveness: answering at all is the point. */
export const livenessSchema = z.strictObject({ status: z.literal('alive') }).meta({ id: 'Liveness' });

/** The check writes to the database: whoever asks more often than this many milliseconds gets the last answer. */
const KEPT_FOR = 1_000;

/** Milliseconds after which a check that has not ended counts as failed: whoever asks is to learn of it. */
const PATIENCE = 5_000;

const SILENT = 'The database does not answer. Check the network, and how busy it is.';

/** Makes the answer of `/readyz`. */
export function createReadiness(deps: {
  readonly storage: Pick<Storage, 'check' | 'sealingKeyIds'>;
  readonly sealer: Pick<Sealer, 'keyIds'>;
  /** Null where mail is sent by other processes. */
  readonly dispatcher: Pick<Dispatcher, 'state'> | null;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
}): () => Promise<Readiness> {
  let kept: { readonly until: number; readonly answer: Promise<StorageChecks> } | null = null;
  return async () => {
    if (kept === null || deps.clock.now() >= kept.until) {
      kept = { until: deps.clock.now() + KEPT_FOR, answer: checkStorage(deps) };
    }
    const { storage, keys } = await kept.answer;
    const phase = deps.dispatcher?.state.phase ?? 'elsewhere';
    const works = phase === 'running' || phase === 'suspended' || phase === 'elsewhere';
    const ready = storage.status === 'ok' && keys.status === 'ok' && works;
    return {
      status: ready ? 'ready' : 'not-ready',
      checks: { storage, keys, dispatcher: { status: phase } },
    };
  };
}

type StorageChecks = Pick<Readiness['checks'], 'storage' | 'keys'>;

async function checkStorage(deps: Parameters<typeof createReadiness>[0]): Promise<StorageChecks> {
  let callOff = (): void => undefined;
  const silence = new Promise<StorageChecks>((resolve) => {
    callOff = deps.timers.after(PATIENCE, () => {
      resolve(unavailable(SILENT));
    });
  });
  try {
    return await Promise.race([askStorage(deps), silence]);
  } catch (error) {
    return unavailable(toAppError(error).message);
  } finally {
    callOff();
  }
}

async function askStorage({
  storage,
  sealer,
}: Pick<Parameters<typeof createReadiness>[0], 'storage' | 'sealer'>): Promise<StorageChecks> {
  await storage.check();
  const missing = await missingKeyIds(storage, sealer);
  return {
    storage: { status: 'ok' },
    keys: { status: missing.length === 0 ? 'ok' : 'missing', missing },
  };
}

function unavailable(problem: string): StorageChecks {
  return { storage: { status: 'unavailable', problem }, keys: { status: 'unknown', missing: [] } };
}
