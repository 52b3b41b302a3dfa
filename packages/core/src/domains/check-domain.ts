import { domainToASCII } from 'node:url';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { isMailAddress } from '../kernel/mail-address.ts';
import { parseInput } from '../kernel/parse.ts';
import { isPublic } from '../settings/reachable-address.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { findTestSubject } from '../smtp/test-subject.ts';
import { readDmarcPolicy } from './dmarc-policy.ts';
import type { DnsRecords } from './dns-records.ts';
import type { DomainFinding } from './domain-finding.ts';
import { judgeDkim } from './judge-dkim.ts';
import { judgeDmarc } from './judge-dmarc.ts';
import { judgeSpf, type Relay } from './judge-spf.ts';
import { knownRelay } from './known-relays.ts';
import { readSpfTree } from './spf-tree.ts';

const checkSchema = z.strictObject({
  level: levelSchema,
  /** Absent: the domain of the sender that applies. */
  domain: z
    .string()
    .trim()
    .max(253)
    .refine((domain) => isMailAddress(`postmaster@${domain}`), {
      error: 'Give the domain of a mail address, such as "acme.example".',
    })
    .optional(),
});

/** Input of {@link checkDomain}. */
export type CheckDomainInput = z.input<typeof checkSchema>;

/** What the world's DNS says of mail from a domain through the level's server. */
export type DomainCheck =
  | {
      readonly outcome: 'checked';
      /** In ASCII. */
      readonly domain: string;
      /** The server that mail goes out through. */
      readonly relay: string;
      /** SPF, DKIM, DMARC. */
      readonly findings: readonly DomainFinding[];
    }
  /** No domain was given, and the settings name no sender; or there is no server yet. */
  | { readonly outcome: 'no-sender' | 'no-server' };

/** What {@link checkDomain} needs. */
export interface CheckDomainDeps {
  readonly storage: { readonly settings: SettingsStore };
  readonly dns: DnsRecords;
}

/**
 * Looks at SPF, DKIM and DMARC of the domain that a level sends from, with the draft's server when there is a draft.
 * Nothing is sent and nothing is changed.
 * @throws AppError `not-allowed`; `input-invalid`.
 */
export async function checkDomain(
  { storage, dns }: CheckDomainDeps,
  actor: Actor,
  input: CheckDomainInput,
): Promise<DomainCheck> {
  const { level, domain: given } = parseInput(checkSchema, input, 'The check of the domain');
  authorize(actor, 'change', level);
  const found = await findTestSubject(storage.settings, level, 'newest');
  if (!found.ok) return { outcome: 'no-server' };
  const { connection, sender } = found.subject;
  const wanted = given ?? sender?.fromAddress.split('@').at(-1);
  if (wanted === undefined) return { outcome: 'no-sender' };
  const domain = domainToASCII(wanted);
  const relay = await relayOf(connection.smtpHost, dns);
  const [tree, policy, dkim] = await Promise.all([
    readSpfTree(domain, dns),
    readDmarcPolicy(domain, dns),
    judgeDkim(domain, relay, dns),
  ]);
  const spf = judgeSpf(domain, tree, relay);
  const findings = [spf, dkim, judgeDmarc(domain, policy, { spf, dkim })];
  return { outcome: 'checked', domain, relay: relay.host, findings };
}

async function relayOf(host: string, dns: DnsRecords): Promise<Relay> {
  const answer = await dns.addresses(host);
  const addresses = answer.kind === 'found' ? answer.records.filter(isPublic) : [];
  return { host, addresses, known: knownRelay(host) };
}
