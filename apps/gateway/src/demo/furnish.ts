import {
  addOrganization,
  addRule,
  addSource,
  changeSettings,
  HOST,
  organizationLevel,
  type Actor,
  type AddedSource,
} from '@postern/core';
import type { Container } from '../container.ts';
import { PEOPLE } from './demo-people.ts';
import type { DemoSender } from './demo-sample.ts';

/**
 * Sets the demo's platform up, by the same use cases as the command line: a host in English with a relay and a From of
 * its own, and on it Acme in French, which keeps the relay and changes the name that mail comes from.
 */
export async function furnish(
  services: Container,
  actor: Actor,
  { smtpPort }: { readonly smtpPort: number },
): Promise<Readonly<Record<DemoSender, AddedSource>>> {
  await changeSettings(services, actor, {
    level: HOST,
    set: {
      smtpHost: '127.0.0.1',
      smtpPort,
      secureConnection: false,
      useDefaultCredentials: true,
      defaultFromAddress: 'robots@platform.example',
      defaultFromDisplayName: 'Platform notifications',
    },
  });
  const organization = await addOrganization(services, actor, {
    slug: 'acme',
    name: 'Acme SA',
    language: 'fr',
    timeZone: 'Europe/Paris',
  });
  const acme = organizationLevel(organization.id);
  await changeSettings(services, actor, { level: acme, set: { defaultFromDisplayName: 'Robots d’Acme' } });
  await addRules(services, actor, acme);
  return {
    orchestrator: await addSource(services, actor, { level: acme, kind: 'uipath', name: 'prod' }),
    identity: await addSource(services, actor, { level: HOST, kind: 'standard', name: 'identity' }),
  };
}

async function addRules(
  services: Container,
  actor: Actor,
  acme: ReturnType<typeof organizationLevel>,
): Promise<void> {
  await addRule(services, actor, {
    level: acme,
    name: 'Tâches et transactions en échec',
    matchers: { types: ['job.*', 'queueItem.transactionFailed'], minimumSeverity: 'warn' },
    recipients: [{ address: PEOPLE.operators }],
    includeData: ['SpecificContent.supplier', 'SpecificContent.amount'],
  });
  await addRule(services, actor, {
    level: acme,
    name: 'Robots en panne',
    matchers: { types: ['robot.*'], minimumSeverity: 'error' },
    recipients: [{ address: PEOPLE.onCall }],
  });
  await addRule(services, actor, {
    level: HOST,
    name: 'Licences and updates',
    matchers: { types: ['license.*', 'product.*'] },
    recipients: [{ address: PEOPLE.platform }],
  });
}
