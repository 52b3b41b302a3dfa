import type { CanaryFailure, Incident } from '@postern/core';
import { instant } from './print.ts';
import { reasonText } from './reason-text.ts';

const CANARY_FAILURES: Readonly<Record<CanaryFailure, string>> = {
  failed: 'The canary was refused',
  held: 'The canary waits for the settings',
  late: 'The canary was not delivered in time',
  'not-sent': 'The canary was not even sent: no gateway or worker runs, or it cannot work',
};

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
    case 'canary-failed': {
      const why = facts.reason === null ? '' : ` ${reasonText(facts.reason)}`;
      return `${CANARY_FAILURES[facts.failure]} (${facts.address}, ${instant(facts.expectedAt)}).${why}`;
    }
    case 'certificate-expiring':
    case 'client-certificate-expiring':
    case 'client-secret-expiring':
    case 'oauth-certificate-expiring':
      return `${facts.server}: good until ${instant(facts.validUntil)}`;
    default:
      return facts satisfies never;
  }
}
