import type { Incident } from '@postern/core';
import { instant } from './print.ts';
import { reasonText } from './reason-text.ts';

/** What is wrong, in one line. */
export function incidentText({ facts }: Incident): string {
  switch (facts.kind) {
    case 'connection-failing':
      return `${facts.server}: ${reasonText(facts.reason)}`;
    case 'mail-held':
      return reasonText(facts.reason);
    case 'delivery-failed': {
      const whom = [...facts.addresses, ...(facts.more ? ['…'] : [])].join(', ');
      return `${reasonText(facts.reason)} ${whom}`;
    }
    case 'source-silent':
      return `${facts.sourceName}: last heard of ${instant(facts.lastHeardAt)}`;
    case 'source-limited': {
      const whose = facts.sourceName ?? 'all sources together';
      return `${whose}: more than ${String(facts.limitPerMinute)} webhooks a minute; those above are answered 429`;
    }
    case 'certificate-expiring':
    case 'client-certificate-expiring':
    case 'client-secret-expiring':
      return `${facts.server}: good until ${instant(facts.validUntil)}`;
    default:
      return facts satisfies never;
  }
}
