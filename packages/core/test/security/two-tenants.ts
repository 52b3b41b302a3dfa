import { generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import * as core from '../../src/index.ts';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
import { buildIncident } from '../../src/testing/build-incident.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../src/testing/build-report.ts';
import { createFakeReferences } from '../../src/testing/fake-references.ts';
import { createFakeSealer } from '../../src/testing/fake-sealer.ts';
import { FakeDns } from '../../src/testing/fake-dns.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { organizationAdministrator, ROOT } from '../../src/testing/settings-fixture.ts';

/** Stands in everything of Globex that is anybody's to write: what shows it has shown something of Globex. */
export const MARK = 'globexonly';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 });
const DKIM_KEY = new core.Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());

/** Acme and Globex on one host, each with one of everything, and somebody who administers Acme alone. */
export async function twoTenants() {
  const clock = new FakeClock();
  const newId = sequentialIds(7);
  const storage = createMemoryStorage();
  const deps = {
    storage,
    clock,
    newId,
    sealer: createFakeSealer(),
    references: createFakeReferences(),
    random: (bytes: number) => new Uint8Array(bytes).fill(7),
    layout: {
      html: ({ title }: { readonly title: string }) => title,
      text: ({ title }: { readonly title: string }) => title,
    },
    mailBuilder: { build: async () => new Uint8Array() },
    /** Speaks to nobody. */
    diagnosis: { run: (): AsyncIterable<core.DiagnosisStage> => Readable.from([]) },
    /** Knows no name. */
    dns: new FakeDns({}),
    generateKey: async () => DKIM_KEY,
  };
  const acme = await furnish(deps, 'acme', 'acmeonly');
  const globex = await furnish(deps, 'globex', MARK);
  await core.changeSettings(deps, ROOT, {
    level: core.HOST,
    set: { smtpHost: `relay.${MARK}.example`, defaultFromAddress: `robots@${MARK}.example` },
  });
  await core.setCanary(deps, ROOT, { level: core.HOST, address: `canary@${MARK}.example` });
  return { deps, acme, globex, acmesAdministrator: organizationAdministrator(acme.id) };
}

export type Tenants = Awaited<ReturnType<typeof twoTenants>>;
type Deps = Tenants['deps'];

async function furnish(deps: Deps, slug: string, mark: string) {
  const { storage, newId, clock } = deps;
  const { id } = await core.addOrganization(deps, ROOT, { slug, name: mark });
  const level = core.organizationLevel(id);
  const set = { smtpHost: `smtp.${mark}.example`, defaultFromAddress: `robots@${mark}.example` };
  await core.changeSettings(deps, ROOT, { level, set });
  await core.changeSettings(deps, ROOT, { level, set: { smtpUsername: mark, smtpPort: 2525 } });
  await core.addRecipientList(deps, ROOT, {
    level,
    name: mark,
    members: [{ address: `a@${mark}.example` }, { address: `b@${mark}.example` }],
  });
  const { rule } = await core.addRule(deps, ROOT, {
    level,
    name: mark,
    matchers: { types: ['*'] },
    recipients: [{ address: `ops@${mark}.example` }, { address: `boss@${mark}.example` }],
  });
  const { source } = await core.addSource(deps, ROOT, { level, kind: 'generic', name: mark });
  await core.addSourceSecret(deps, ROOT, { sourceId: source.id });
  const silence = { level, matchers: { types: ['queue.*'] }, reason: mark, until: '2h' };
  const { silence: added } = await core.addSilence(deps, ROOT, silence);
  const domain = `${mark}.example`;
  await core.setCanary(deps, ROOT, { level, address: `canary@${mark}.example` });
  await core.addDkimKey(deps, ROOT, { level, domain });
  await core.bindChannel(deps, ROOT, { level, teamId: 'T01', channelId: `C${mark}`, language: 'en' });
  const holder = { kind: 'user', teamId: 'T01', userId: `U${mark.toUpperCase()}` } as const;
  await core.grantAccess(deps, ROOT, { level, holder });
  await storage.incidents.apply([
    { expectedVersion: 0, incident: buildIncident({ id: newId(), level, subject: mark }) },
  ]);
  const delivery = buildPlannedDelivery(newId, {
    ruleId: rule.id,
    recipient: { address: `ops@${mark}.example` },
  });
  const event = buildPlannedEvent(newId, { event: buildEvent({ subject: mark }), deliveries: [delivery] });
  const to = { sourceId: source.id, level, secretId: source.secrets[0]?.id ?? '', receivedAt: clock.now() };
  const held = buildReport(newId, {
    ...to,
    content: {
      kind: 'quarantine',
      reason: 'not-json',
      explanation: mark,
      contentType: 'application/json',
      body: new TextEncoder().encode(`{"type":"robot.alert","data":{"Message":"${mark}"}}`),
    },
  });
  const report = buildReport(newId, { ...to, id: event.id, content: { kind: 'events', events: [event] } });
  await storage.intake.accept([report, held], 0);
  return {
    id,
    slug,
    level,
    domain,
    holder,
    listName: mark,
    ruleId: rule.id,
    sourceId: source.id,
    secretId: source.secrets[0]?.id ?? '',
    silenceId: added.id,
    deliveryId: delivery.id,
    eventId: event.id,
    heldId: held.id,
  };
}

/** All that is stored of both and of the host, to see that nothing changed. */
export async function everythingOf({ deps: { storage }, acme, globex }: Tenants): Promise<string> {
  const page = { limit: 500 };
  const levels = [core.HOST, acme.level, globex.level];
  return JSON.stringify([
    await storage.organizations.list(),
    await Promise.all(levels.map((level) => storage.settings.history(level, page))),
    await storage.settings.policy(),
    await storage.rules.list(),
    await storage.sources.list(),
    await storage.silences.list(),
    await storage.lists.list(),
    await storage.canaries.list(),
    await storage.channels.list(),
    await storage.grants.list(),
    await storage.incidents.list({}, page),
    await storage.outbox.list({}, page),
    await storage.quarantine.list({}, page),
    await storage.events.list({}, page),
    await storage.dkim.list(),
    await storage.maintenance.mode(),
    await storage.audit.list({}, page),
  ]);
}
