import { AUTHENTICATION_RULES } from './authentication-rules.ts';
import { BEARER_RULES } from './bearer-rules.ts';
import { CERTIFICATE_RULES } from './certificate-rules.ts';
import { CONTENT_RULES } from './content-rules.ts';
import { FALLBACK_RULES } from './fallback-rules.ts';
import { MAIL_DOMAIN_RULES } from './mail-domain-rules.ts';
import { MICROSOFT_TOKEN_RULES } from './microsoft-token-rules.ts';
import { RECIPIENT_RULES } from './recipient-rules.ts';
import { SENDER_RULES } from './sender-rules.ts';
import { SIZE_RULES } from './size-rules.ts';
import { TLS_RULES } from './tls-rules.ts';
import { TOKEN_RULES } from './token-rules.ts';
import type { VerdictRule } from './verdict-rule.ts';
import { WAITING_RULES } from './waiting-rules.ts';
import { WIRE_RULES } from './wire-rules.ts';

/** Every rule, the particular before the general: the first that matches is the verdict. */
export const VERDICT_RULES: readonly VerdictRule[] = [
  ...MAIL_DOMAIN_RULES,
  ...WIRE_RULES,
  ...TLS_RULES,
  ...MICROSOFT_TOKEN_RULES,
  ...TOKEN_RULES,
  ...BEARER_RULES,
  ...CERTIFICATE_RULES,
  ...AUTHENTICATION_RULES,
  ...SIZE_RULES,
  ...SENDER_RULES,
  ...RECIPIENT_RULES,
  ...WAITING_RULES,
  ...CONTENT_RULES,
  ...FALLBACK_RULES,
];
