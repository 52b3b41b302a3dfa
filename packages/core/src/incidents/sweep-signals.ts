import type { Clock } from '../kernel/clock.ts';
import { DAY, MINUTE } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { EffectiveSettings } from '../settings/effective-settings.ts';
import { UNUSABLE_REASONS } from '../settings/effective-settings.ts';
import { loadEffectiveSettings } from '../settings/load-effective-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { lastHeardAt } from '../sources/last-heard-at.ts';
import type { SourceStore } from '../sources/source-store.ts';
import type { Source } from '../sources/source.ts';
import {
  ENDING_KINDS,
  endingsOf,
  endingStep,
  ownServer,
  type EndingInput,
  type EndingKind,
} from './ending.ts';
import type { Signal } from './fold-signals.ts';
import type { Incident, Resolution } from './incident.ts';
import type { CertificateStore } from './server-certificate.ts';

/** What a sweep looks at. */
export interface SweepDeps {
  readonly storage: {
    readonly settings: SettingsStore;
    readonly sources: Pick<SourceStore, 'list'>;
    readonly certificates: CertificateStore;
  };
  readonly clock: Clock;
}

/** Mail that failed, and did not again for so long, is over. */
const QUIET = 1 * DAY;

/** A limit that turned no webhook away for so long is kept again. */
const CALM = 5 * MINUTE;

/** Looks at what nobody reports: silence, time that runs out, and settings that make an incident void. */
export async function sweepSignals(deps: SweepDeps, open: readonly Incident[]): Promise<readonly Signal[]> {
  const now = deps.clock.now();
  const settings = settingsReader(deps.storage.settings);
  const [sources, certificates] = await Promise.all([
    deps.storage.sources.list(),
    deps.storage.certificates.list(),
  ]);
  const signals: Signal[] = [
    ...sources.flatMap((source) => silence(source, now)),
    ...open.flatMap((incident) => [...gone(incident, { sources, now }), ...quiet(incident, now)]),
  ];
  for (const certificate of certificates) {
    const { level } = certificate;
    signals.push(...expiry(await settings(level), { level, certificate, now }));
  }
  for (const incident of open) {
    const { facts, level } = incident;
    if (facts.kind === 'connection-failing' && serverOf(await settings(level), level) !== facts.server)
      signals.push(resolve(incident, 'changed', now));
    if (facts.kind === 'mail-held' && UNUSABLE_REASONS.some((reason) => reason === facts.reason)) {
      if ((await settings(level))?.usable.ok === true) signals.push(resolve(incident, 'changed', now));
    }
  }
  return signals;
}

/** Reads the settings of a level once. */
function settingsReader(store: SettingsStore): (level: Level) => Promise<EffectiveSettings | null> {
  const read = new Map<string, Promise<EffectiveSettings | null>>();
  return (level) => {
    const key = levelKey(level);
    const known = read.get(key) ?? loadEffectiveSettings(store, level, 'active');
    read.set(key, known);
    return known;
  };
}

function serverOf(settings: EffectiveSettings | null, level: Level): string | null {
  return settings === null ? null : ownServer(settings, level);
}

function silence(source: Source, now: number): readonly Signal[] {
  const { level, id, name, state, expectedEvery, createdAt } = source;
  if (state === 'disabled' || expectedEvery === null) return [];
  const heard = lastHeardAt(source);
  if (now - (heard ?? createdAt) <= expectedEvery)
    return [{ kind: 'resolve', level, of: 'source-silent', subject: id, how: 'recovered', at: now }];
  const facts = { kind: 'source-silent', sourceName: name, lastHeardAt: heard, expectedEvery } as const;
  return [{ kind: 'raise', level, subject: id, facts, times: 0, step: 0, at: now }];
}

/** A silent source from which nothing is expected any more. */
function gone(
  incident: Incident,
  { sources, now }: { readonly sources: readonly Source[]; readonly now: number },
): readonly Signal[] {
  if (incident.facts.kind !== 'source-silent') return [];
  const source = sources.find(({ id }) => id === incident.subject);
  const expected = source?.state === 'enabled' && source.expectedEvery !== null;
  return expected ? [] : [resolve(incident, 'changed', now)];
}

function quiet(incident: Incident, now: number): readonly Signal[] {
  const { facts, updatedAt } = incident;
  if (facts.kind === 'source-limited')
    return now - updatedAt >= CALM ? [resolve(incident, 'recovered', now)] : [];
  const fades = facts.kind === 'delivery-failed' || facts.kind === 'mail-held';
  return fades && now - updatedAt >= QUIET ? [resolve(incident, 'quiet', now)] : [];
}

/** What people enter or show is in use over TLS alone, so its level is among those whose server's certificate was seen. */
function expiry(
  settings: EffectiveSettings | null,
  { level, certificate, now }: Omit<EndingInput, 'settings'> & { readonly now: number },
): readonly Signal[] {
  const endings = settings === null ? [] : endingsOf({ level, settings, certificate });
  return ENDING_KINDS.map((kind) => {
    const ending = endings.find((one) => one.kind === kind);
    const step = ending === undefined ? 0 : endingStep(ending, now);
    if (ending !== undefined && step > 0)
      return { kind: 'raise', level, subject: SUBJECTS[kind], facts: ending, times: 0, step, at: now };
    // What the server shows is renewed by others; what is ours was set anew.
    const how = kind === 'certificate-expiring' && ending !== undefined ? 'recovered' : 'changed';
    return { kind: 'resolve', level, of: kind, subject: null, how, at: now };
  });
}

const SUBJECTS: Readonly<Record<EndingKind, string>> = {
  'certificate-expiring': 'certificate',
  'client-certificate-expiring': 'client-certificate',
  'client-secret-expiring': 'client-secret',
  'oauth-certificate-expiring': 'oauth-certificate',
};

function resolve({ level, facts, subject }: Incident, how: Resolution, at: number): Signal {
  return { kind: 'resolve', level, of: facts.kind, subject, how, at };
}
