import { levelKey, type Level } from '../kernel/level.ts';
import { fillConnection, tokenUrlOf } from './connection-defaults.ts';
import type { EffectiveConnection } from './effective-settings.ts';
import { asciiServerName } from './fields/server-name-schema.ts';
import type { Layer, OAuthGrant, SecretKey } from './mail-settings.ts';

/** What a secret is entered for: change one of these and it must be entered again. Each is named by the field that people change. */
export interface SecretBinding {
  /** Lower-case ASCII. */
  readonly smtpHost: string;
  /** The port in effect. */
  readonly smtpPort: number;
  readonly secureConnection: boolean;
  readonly smtpUsername: string | null;
  readonly smtpDomain: string | null;
  /** For OAuth secrets alone: who is given the secret itself. */
  readonly oauthTokenUrl: string | null;
  readonly oauthClientId: string | null;
}

/** What a secret is bound to in a layer with these values; null while they name no server, so that nothing can be bound. */
export function bindingInLayer(key: SecretKey, values: Layer['values']): SecretBinding | null {
  const { smtpHost } = values;
  if (smtpHost === undefined) return null;
  return binding(key, { ...fillConnection({ values, secrets: {} }), smtpHost });
}

/** The place that a secret is sealed for in a layer with these values; null while they name no server. */
export function placeInLayer(key: SecretKey, level: Level, values: Layer['values']): string | null {
  const bound = bindingInLayer(key, values);
  return bound === null ? null : place(key, level, bound);
}

/** The place that a secret of a connection about to be used must have been sealed for. */
export function placeInConnection(key: SecretKey, connection: EffectiveConnection): string {
  return place(key, connection.owner, binding(key, { ...connection, ...connection.texts }));
}

interface Bound {
  readonly smtpHost: string;
  readonly smtpPort: number;
  readonly secureConnection: boolean;
  readonly smtpUsername?: string;
  readonly smtpDomain?: string;
  readonly oauthTokenUrl?: string;
  readonly oauthTenant?: string;
  readonly oauthClientId?: string;
  readonly oauthGrant?: OAuthGrant;
}

function binding(key: SecretKey, values: Bound): SecretBinding {
  const oauth = key !== 'smtpPassword' && key !== 'clientKey';
  return {
    smtpHost: asciiServerName(values.smtpHost) ?? values.smtpHost,
    smtpPort: values.smtpPort,
    secureConnection: values.secureConnection,
    smtpUsername: values.smtpUsername ?? null,
    smtpDomain: values.smtpDomain ?? null,
    oauthTokenUrl: oauth ? tokenUrlOf(values) : null,
    oauthClientId: oauth ? (values.oauthClientId ?? null) : null,
  };
}

/** An array in JSON, so that no value can be read as two. The number is the form's version: it is authenticated with every sealed secret. */
function place(key: SecretKey, level: Level, bound: SecretBinding): string {
  return `settings-secret/1 ${JSON.stringify([
    levelKey(level),
    key,
    bound.smtpHost,
    bound.smtpPort,
    bound.secureConnection,
    bound.smtpUsername,
    bound.smtpDomain,
    bound.oauthTokenUrl,
    bound.oauthClientId,
  ])}`;
}
