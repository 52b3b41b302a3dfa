import { expect, it } from 'vitest';
import { TRANSFER_TABLES } from '../src/adapters/storage/records/transfer-tables.ts';

/** Tables that grow with what happens, and by what their old rows go. */
const FORGOTTEN: Readonly<Record<string, string>> = {
  events: 'forgetEvents',
  deliveries: 'forgetEvents, with their events',
  delivery_attempts: 'forgetEvents, with their deliveries',
  digest_members: 'forgetEvents, with their deliveries',
  troubles: 'forgetEvents, with their events',
  quarantine: 'forgetQuarantined',
  reports: 'forgetReports',
  silences: 'forgetSilences, once they are over',
  incidents: 'the incident watch, ninety days after they are resolved',
  links: 'purgeLinks, once they have ended',
  once: 'the next one who takes a key, once theirs have expired',
  storm_counts: 'one a rule and address; they go with their rule',
};

/** Tables as large as what people set up, one row a thing. */
const SET_UP: readonly string[] = [
  'organizations',
  'sources',
  'source_secrets',
  'rules',
  'lists',
  'canaries',
  'revisions',
  'policy',
  'access_tokens',
  'dkim_keys',
  'grants',
  'claim_offer',
  'installations',
  'channels',
  'certificates',
];

/** Kept for ever, on purpose. */
const KEPT: readonly string[] = ['audit'];

it('says of every table how it is kept from growing for ever', () => {
  const said = [...Object.keys(FORGOTTEN), ...SET_UP, ...KEPT];
  expect(new Set(said).size).toBe(said.length);
  expect(said.toSorted()).toEqual(TRANSFER_TABLES.map(({ name }) => name).toSorted());
});
