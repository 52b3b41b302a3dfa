import type { X509Certificate } from 'node:crypto';
import { DAY } from '../../kernel/clock.ts';
import { scrubText } from '../../smtp/scrub-text.ts';

/** What an administrator looks at in a certificate: whose it is, for which names, by whom, and how long still. */
export function certificateFacts(certificate: X509Certificate, now: number): readonly string[] {
  const until = certificate.validToDate;
  const facts = [
    `subject: ${inOneLine(certificate.subject)}`,
    `names: ${inOneLine(certificate.subjectAltName ?? 'none')}`,
    `issuer: ${inOneLine(certificate.issuer)}`,
    `valid until: ${until.toISOString().slice(0, 10)}`,
    `days left: ${Math.trunc((until.getTime() - now) / DAY)}`,
  ];
  return facts.map((fact) => scrubText(fact));
}

/** OpenSSL writes one part of a name per line. */
function inOneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}
