import { z } from 'zod';
import { AUTHENTICATIONS, OAUTH_GRANTS, type Layer } from '../../../settings/mail-settings.ts';

const text = z.string().exactOptional();
const number = z.number().exactOptional();
const flag = z.boolean().exactOptional();

const secret = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sealed'), keyId: z.string(), box: z.string() }),
    z.strictObject({ kind: z.literal('reference'), reference: z.string() }),
  ])
  .exactOptional();

/**
 * A layer's form in storage: types alone. What a field may hold is the field table's business when it is set; a rule
 * that becomes stricter must not make the database of yesterday unreadable.
 */
export const layerSchema = z.strictObject({
  values: z.strictObject({
    smtpHost: text,
    smtpPort: number,
    secureConnection: flag,
    useDefaultCredentials: flag,
    authentication: z.enum(AUTHENTICATIONS).exactOptional(),
    smtpUsername: text,
    smtpDomain: text,
    oauthClientId: text,
    oauthTenant: text,
    oauthTokenUrl: text,
    oauthGrant: z.enum(OAUTH_GRANTS).exactOptional(),
    oauthClientCertificate: text,
    oauthScope: text,
    oauthClientSecretExpires: text,
    caCertificate: text,
    clientCertificate: text,
    clientName: text,
    connectTimeout: number,
    maxConnections: number,
    maxMessagesPerMinute: number,
    defaultFromAddress: text,
    defaultFromDisplayName: text,
    replyTo: text,
    fallbackToHost: flag,
  }),
  secrets: z.strictObject({
    smtpPassword: secret,
    oauthClientSecret: secret,
    oauthClientKey: secret,
    oauthRefreshToken: secret,
    oauthServiceAccountKey: secret,
    clientKey: secret,
  }),
}) satisfies z.ZodType<Layer>;
