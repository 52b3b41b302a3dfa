import { DKIM_TEXTS } from './dkim-texts.ts';
import { DMARC_TEXTS } from './dmarc-texts.ts';
import { SPF_TEXTS } from './spf-texts.ts';

/** Everything that can be found out about a sender's domain, in words. */
export const DOMAIN_TEXTS = { ...SPF_TEXTS, ...DKIM_TEXTS, ...DMARC_TEXTS };

/** What can be found out: a closed set, the same in texts, JSON and docs. */
export type DomainReason = keyof typeof DOMAIN_TEXTS;
