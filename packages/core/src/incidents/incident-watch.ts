import { MINUTE, SECOND, type Clock } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { levelKey } from '../kernel/level.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Timers } from '../kernel/timers.ts';
import { createCanarySignals, type CanarySignalsDeps } from './canary-signals.ts';
import { foldSignals, incidentKey, type Signal } from './fold-signals.ts';
import { createIncidentNotes, type IncidentNotes } from './incident-notes.ts';
import type { IncidentStore } from './incident-store.ts';
import type { ServerCertificate } from './server-certificate.ts';
import { sweepSignals, type SweepDeps } from './sweep-signals.ts';

/** Turns what the worker sees into incidents. */
export interface IncidentWatch extends Pick<IncidentNotes, 'noteSign' | 'noteEnd' | 'noteLimited'> {
  start(): void;
  /** Writes what was noted, if storage takes it, and ends. */
  stop(): Promise<void>;
}

/** What {@link createIncidentWatch} needs. */
export interface IncidentWatchDeps extends SweepDeps {
  readonly storage: SweepDeps['storage'] &
    CanarySignalsDeps['storage'] & {
      readonly incidents: Pick<IncidentStore, 'open' | 'apply'>;
    };
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: NewId;
  readonly logger: Logger;
}

/** How often notes are written. */
const WRITE_EVERY = 10 * SECOND;
/** How often a look is taken at what nobody reports, such as silence. */
const SWEEP_EVERY = 1 * MINUTE;
/** Another process may write the same incidents: so often it is tried at once. */
const TRIES = 5;

/**
 * Watches for incidents beside the dispatcher, never in its way: notes are gathered in memory and written every ten seconds,
 * and a storage that does not take them costs no mail. Any number of processes may watch.
 */
export function createIncidentWatch(deps: IncidentWatchDeps): IncidentWatch {
  const { storage, clock, timers, newId, logger } = deps;
  const notes = createIncidentNotes();
  const canarySignals = createCanarySignals(deps);
  const remembered = new Map<string, string>();
  let kept: readonly Signal[] = [];
  let sweptAt = -Infinity;
  let failing = false;
  let cancel = (): void => undefined;
  let stopping: Promise<void> | null = null;
  let turn = Promise.resolve();

  async function write(signals: readonly Signal[]): Promise<void> {
    let left = signals;
    for (let tried = 0; tried < TRIES && left.length > 0; tried += 1) {
      const changes = foldSignals(await storage.incidents.open(), left, newId);
      if (changes.length === 0) return;
      const stored = await storage.incidents.apply(changes);
      if (changes.every(({ incident }) => stored.has(incident.id))) return;
      const lost = new Set(
        changes
          .filter(({ incident }) => !stored.has(incident.id))
          .map(({ incident }) => incidentKey(incident)),
      );
      // Folded again into what the other process has made of them; what is stored must not be counted twice.
      left = left.filter((signal) => signal.kind !== 'raise' || lost.has(incidentKey(signal)));
    }
    if (left.length > 0) logger.warn({ signals: left.length }, 'incidents changed too often to be written');
  }

  /** Written when it is another than before, not for every mail. */
  async function remember(seen: ServerCertificate): Promise<void> {
    const key = levelKey(seen.level);
    const shown = `${seen.server} ${String(seen.validUntil)}`;
    if (remembered.get(key) === shown) return;
    await storage.certificates.remember(seen);
    remembered.set(key, shown);
  }

  async function look(): Promise<void> {
    try {
      kept = kept.length > 0 ? kept : notes.take(clock.now());
      await write(kept);
      kept = [];
      for (const seen of notes.takeCertificates()) await remember(seen);
      if (clock.now() - sweptAt >= SWEEP_EVERY) {
        const open = await storage.incidents.open();
        await write([...(await sweepSignals(deps, open)), ...(await canarySignals(open))]);
        sweptAt = clock.now();
      }
      if (failing) logger.info({}, 'incidents are written again');
      failing = false;
    } catch (error) {
      const { code, message, detail } = toAppError(error);
      if (!failing) logger.warn({ code, message, detail }, 'incidents cannot be written now, they are kept');
      failing = true;
    }
  }

  function schedule(): void {
    cancel = timers.after(WRITE_EVERY, () => {
      turn = look().then(() => {
        if (stopping === null) schedule();
      });
    });
  }

  async function end(): Promise<void> {
    cancel();
    await turn;
    await look();
  }

  return {
    noteSign: (sign) => notes.noteSign(sign),
    noteEnd: (end) => notes.noteEnd(end),
    noteLimited: (refused) => notes.noteLimited(refused),
    start: schedule,
    stop: () => (stopping ??= end()),
  };
}
