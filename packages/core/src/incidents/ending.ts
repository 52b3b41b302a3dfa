import { X509Certificate } from 'node:crypto';
import { DAY } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { EffectiveConnection, EffectiveSettings } from '../settings/effective-settings.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** What of a connection has a last day. */
export const ENDING_KINDS = [
  /** The certificate of the level's server. */
  'certificate-expiring',
  /** The certificate that the level's connection shows to its server. */
  'client-certificate-expiring',
  /** The client secret of the level's OAuth 2.0 sign-in. */
  'client-secret-expiring',
  /** The certificate in its place. */
  'oauth-certificate-expiring',
] as const;
export type EndingKind = (typeof ENDING_KINDS)[number];

/** When something of a connection ends. */
export interface Ending {
  readonly kind: EndingKind;
  /** Host and port. */
  readonly server: string;
  /** Epoch milliseconds. */
  readonly validUntil: number;
}

/** What {@link endingsOf} looks at. */
export interface EndingInput {
  readonly level: Level;
  readonly settings: Pick<EffectiveSettings, 'usable'>;
  /** Of the level's server, as last seen; null: never. */
  readonly certificate: ServerCertificate | null;
}

/** Everything of the level's own connection that has an end, however far away: at most one of each kind. Pure. */
export function endingsOf({ level, settings, certificate }: EndingInput): readonly Ending[] {
  const server = ownServer(settings, level);
  if (server === null || !settings.usable.ok) return [];
  const { connection } = settings.usable;
  const ends: Readonly<Record<EndingKind, number | null>> = {
    'certificate-expiring': certificate?.server === server ? certificate.validUntil : null,
    'client-certificate-expiring': certificateEnd(connection.texts.clientCertificate),
    'client-secret-expiring': secretEnd(connection),
    'oauth-certificate-expiring':
      connection.authentication === 'oauth2' ? certificateEnd(connection.texts.oauthClientCertificate) : null,
  };
  return ENDING_KINDS.flatMap((kind) => {
    const validUntil = ends[kind];
    return validUntil === null ? [] : [{ kind, server, validUntil }];
  });
}

/** Days before the end at which people are told, and told anew. */
const WARNINGS = [30, 14, 7, 3, 1];

/** How urgent it is: 0 while it is more than 30 days away, 5 on the last day and after it. */
export function endingStep({ validUntil }: Pick<Ending, 'validUntil'>, now: number): number {
  return WARNINGS.filter((days) => validUntil - now <= days * DAY).length;
}

/** Host and port of the level's own connection; null when it has none that can be used. */
export function ownServer({ usable }: Pick<EffectiveSettings, 'usable'>, level: Level): string | null {
  if (!usable.ok) return null;
  const { owner, smtpHost, smtpPort } = usable.connection;
  return levelKey(owner) === levelKey(level) ? `${smtpHost}:${String(smtpPort)}` : null;
}

/** The end of the last day that the settings name. */
function secretEnd({ authentication, texts }: EffectiveConnection): number | null {
  const day = authentication === 'oauth2' ? texts.oauthClientSecretExpires : undefined;
  return day === undefined ? null : Date.parse(`${day}T00:00:00Z`) + DAY;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** A chain is good for as long as all of it is: an authority in between that ends is as bad as the own certificate. */
function certificateEnd(chain: string | undefined): number | null {
  const ends = (chain?.match(BLOCK) ?? []).map((pem) => new X509Certificate(pem).validToDate.getTime());
  return ends.length === 0 ? null : Math.min(...ends);
}
