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

/** A limit that turned no webhook away for so long is kept again. */
const CALM = 5 * MINUTE;

/** Days before the end of a certificate or client secret at which people are told, and told anew. */
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
  // Whoever signs in by OAuth sends over TLS, so its level is among those whose certificate was seen.
  for (const { level } of certificates) signals.push(...secretExpiry(await settings(level), { level, now }));
  for (const incident of open) {
    const { facts, level } = incident;
    if (facts.kind === 'client-secret-expiring' && secretEnd(await settings(level), level) === null)
      signals.push(resolve(incident, 'changed', now));
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
  if (facts.kind === 'source-limited')
    return now - updatedAt >= CALM ? [resolve(incident, 'recovered', now)] : [];
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

/** The end of the last day that the level's own settings name; null when they name none. Epoch milliseconds. */
function secretEnd(settings: EffectiveSettings | null, level: Level): number | null {
  if (settings?.usable.ok !== true) return null;
  const { owner, authentication, texts } = settings.usable.connection;
  const { oauthClientSecretExpires: day } = texts;
  if (levelKey(owner) !== levelKey(level) || authentication !== 'oauth2' || day === undefined) return null;
  return Date.parse(`${day}T00:00:00Z`) + DAY;
}

function secretExpiry(
  settings: EffectiveSettings | null,
  { level, now }: { readonly level: Level; readonly now: number },
): readonly Signal[] {
  const [server, validUntil] = [serverOf(settings, level), secretEnd(settings, level)];
  if (server === null || validUntil === null) return [];
  const step = WARNINGS.filter((days) => validUntil - now <= days * DAY).length;
  const of = 'client-secret-expiring';
  if (step === 0) return [{ kind: 'resolve', level, of, subject: null, how: 'changed', at: now }];
  const facts = { kind: of, server, validUntil } as const;
  return [{ kind: 'raise', level, subject: 'client-secret', facts, times: 0, step, at: now }];
}

function resolve({ level, facts, subject }: Incident, how: Resolution, at: number): Signal {
  return { kind: 'resolve', level, of: facts.kind, subject, how, at };
}
