import type { Clock } from '../kernel/clock.ts';
import { DAY } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { EffectiveSettings } from '../settings/effective-settings.ts';
import { UNUSABLE_REASONS } from '../settings/effective-settings.ts';
import { loadEffectiveSettings } from '../settings/load-effective-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { lastHeardAt } from '../sources/last-heard-at.ts';
import type { SourceStore } from '../sources/source-store.ts';
import type { Source } from '../sources/source.ts';
import type { Signal } from './fold-signals.ts';
import type { Incident, Resolution } from './incident.ts';
import type { CertificateStore, ServerCertificate } from './server-certificate.ts';

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

/** Days before the end of a certificate at which people are told, and told anew. */
const WARNINGS = [30, 14, 7, 3, 1];

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
    const server = serverOf(await settings(certificate.level), certificate.level);
    signals.push(...expiry(certificate, { inUse: server === certificate.server, now }));
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

/** Host and port of the level's own connection; null when it has none that can be used. */
function serverOf(settings: EffectiveSettings | null, level: Level): string | null {
  if (settings?.usable.ok !== true) return null;
  const { owner, smtpHost, smtpPort } = settings.usable.connection;
  return levelKey(owner) === levelKey(level) ? `${smtpHost}:${String(smtpPort)}` : null;
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
  const fades = facts.kind === 'delivery-failed' || facts.kind === 'mail-held';
  return fades && now - updatedAt >= QUIET ? [resolve(incident, 'quiet', now)] : [];
}

function expiry(
  { level, server, validUntil }: ServerCertificate,
  { inUse, now }: { readonly inUse: boolean; readonly now: number },
): readonly Signal[] {
  const step = WARNINGS.filter((days) => validUntil - now <= days * DAY).length;
  const of = 'certificate-expiring';
  if (!inUse) return [{ kind: 'resolve', level, of, subject: null, how: 'changed', at: now }];
  if (step === 0) return [{ kind: 'resolve', level, of, subject: null, how: 'recovered', at: now }];
  const facts = { kind: of, server, validUntil } as const;
  return [{ kind: 'raise', level, subject: 'certificate', facts, times: 0, step, at: now }];
}

function resolve({ level, facts, subject }: Incident, how: Resolution, at: number): Signal {
  return { kind: 'resolve', level, of: facts.kind, subject, how, at };
}
