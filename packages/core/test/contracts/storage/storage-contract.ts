import { describe } from 'vitest';
import type { Storage } from '../../../src/storage.ts';
import { accessTokenContract } from './access-token-contract.ts';
import { auditContract } from './audit-contract.ts';
import { canaryContract } from './canary-contract.ts';
import { channelContract } from './channel-contract.ts';
import { claimContract } from './claim-contract.ts';
import { configurationContract } from './configuration-contract.ts';
import { dkimContract } from './dkim-contract.ts';
import { digestContract } from './digest-contract.ts';
import { eventContract } from './event-contract.ts';
import { grantContract } from './grant-contract.ts';
import { installationContract } from './installation-contract.ts';
import { incidentContract } from './incident-contract.ts';
import { intakeContract } from './intake-contract.ts';
import { listContract } from './list-contract.ts';
import { linkContract } from './link-contract.ts';
import { onceContract } from './once-contract.ts';
import { organizationContract } from './organization-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { quarantineContract } from './quarantine-contract.ts';
import { releaseHeldContract } from './release-held-contract.ts';
import { retentionContract } from './retention-contract.ts';
import { ruleContract } from './rule-contract.ts';
import { silenceContract } from './silence-contract.ts';
import { settingsContract } from './settings-contract.ts';
import { sourceContract } from './source-contract.ts';

/** What every backend must do, port by port. `open` gives a storage in which nothing was ever kept. */
export function storageContract(name: string, open: () => Promise<Storage>): void {
  describe(`storage contract: ${name}`, () => {
    describe('intake', () => intakeContract(open));
    describe('mails about many events', () => digestContract(open));
    describe('events', () => eventContract(open));
    describe('outbox: claiming', () => claimContract(open));
    describe('outbox: settling and reading', () => outboxContract(open));
    describe('quarantine', () => quarantineContract(open));
    describe('retention', () => retentionContract(open));
    describe('settings', () => settingsContract(open));
    describe('settings: deliveries that wait for them', () => releaseHeldContract(open));
    describe('organizations', () => organizationContract(open));
    describe('sources', () => sourceContract(open));
    describe('rules', () => ruleContract(open));
    describe('silences', () => silenceContract(open));
    describe('lists of recipients', () => listContract(open));
    describe('canaries', () => canaryContract(open));
    describe('audit', () => auditContract(open));
    describe('rights', () => grantContract(open));
    describe('channels', () => channelContract(open));
    describe('incidents', () => incidentContract(open));
    describe('one-time links', () => linkContract(open));
    describe('what is done once', () => onceContract(open));
    describe('installations', () => installationContract(open));
    describe('access tokens', () => accessTokenContract(open));
    describe('DKIM keys', () => dkimContract(open));
    describe('configuration as a whole', () => configurationContract(open));
  });
}
