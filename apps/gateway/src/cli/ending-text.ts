import type { Ending, EndingKind } from '@postern/core';
import { instant } from './print.ts';

/** What ends or has ended, in one line without a full stop. @param now epoch milliseconds */
export function endingText({ kind, server, validUntil }: Ending, now: number): string {
  const verb = validUntil <= now ? 'ended' : 'ends';
  return `the ${NAMES[kind]} ${server} ${verb} ${instant(validUntil)}`;
}

const NAMES: Readonly<Record<EndingKind, string>> = {
  'certificate-expiring': 'certificate of',
  'client-certificate-expiring': 'client certificate for',
  'client-secret-expiring': 'OAuth client secret for',
  'oauth-certificate-expiring': 'OAuth client certificate for',
};
