import { expect, it } from 'vitest';
import { MAINTENANCE_MODES } from '../../../src/delivery/maintenance.ts';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import { HOST } from '../../../src/kernel/level.ts';
import { OPEN_POLICY } from '../../../src/settings/mail-settings.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildList } from '../../../src/testing/build-list.ts';
import { buildOrganization } from '../../../src/testing/build-organization.ts';
import { buildReport } from '../../../src/testing/build-report.ts';
import { buildRevision } from '../../../src/testing/build-revision.ts';
import { buildRule } from '../../../src/testing/build-rule.ts';
import { buildSilence } from '../../../src/testing/build-silence.ts';
import { buildSource, buildSourceSecret } from '../../../src/testing/build-source.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { buildSettlement } from './build-settlement.ts';
import { useStorage } from './use-storage.ts';

/** {@link Storage} itself: the configuration's version, maintenance, key ids and the check. */
export function configurationContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  const grew = async (change: () => Promise<unknown>): Promise<boolean> => {
    const { storage } = fresh();
    const before = await storage.configurationVersion();
    await change();
    return (await storage.configurationVersion()) > before;
  };

  it('counts every change of the configuration', async () => {
    const { storage, newId } = fresh();
    const { organizations, settings, sources, rules, silences, lists, maintenance } = storage;
    const audit = () => buildAuditEntry(newId);
    const source = buildSource();
    const secret = buildSourceSecret({ id: newId() });
    const resealed = { ...secret, sealed: { keyId: 'k2', box: 'bmV3' } };
    const rule = buildRule();
    const silence = buildSilence();
    const list = buildList();
    const draft = buildRevision(newId, { state: 'draft' });
    const layer = { values: {}, secrets: {} };
    const save = {
      level: HOST,
      expectedHead: 0,
      revisions: [draft],
      dropDraft: false,
      releaseHeld: false,
      audit: [],
      now: FAKE_START,
    };
    const test = { outcome: 'passed', at: FAKE_START, reason: null } as const;
    const strict = { ...OPEN_POLICY, requireSecureConnection: true };
    const changes: Readonly<Record<string, () => Promise<unknown>>> = {
      'organization added': () => organizations.add(buildOrganization(), audit()),
      'organization changed': () => organizations.update(buildOrganization({ name: 'New' }), audit()),
      'source added': () => sources.add(source, audit()),
      'source disabled': () => sources.setState(source.id, 'disabled', audit()),
      'secret added': () => sources.addSecret(source.id, secret, audit()),
      'secret resealed': () => sources.resealSecret(source.id, secret, resealed),
      'secret removed': () => sources.removeSecret(source.id, secret.id, audit()),
      'rule added': () => rules.add(rule, audit()),
      'rule changed': () => rules.update({ before: rule, after: { ...rule, name: 'Changed' } }, audit()),
      'rule removed': () => rules.remove(rule.id, audit()),
      'silence added': () => silences.add(silence, audit()),
      'silence ended': () => silences.end({ id: silence.id, at: FAKE_START, audit: audit() }),
      'list added': () => lists.add(list, audit()),
      'list changed': () => lists.update({ before: list, after: { ...list, members: [] } }, audit()),
      'list removed': () => lists.remove(list.id, audit()),
      'settings saved': () => settings.save(save),
      'settings tested': () => settings.recordTest(draft.id, test, audit()),
      'settings activated': () =>
        settings.activate({ level: HOST, revisionId: draft.id, audit: [], now: FAKE_START }),
      'settings resealed': () => settings.reseal(draft.id, draft.layer, layer),
      'policy changed': () => settings.savePolicy(OPEN_POLICY, strict, { audit: [], now: 0 }),
      'maintenance changed': () => maintenance.setMode('draining', audit()),
    };
    for (const [name, change] of Object.entries(changes)) {
      expect({ [name]: await grew(change) }).toEqual({ [name]: true });
    }
  });

  it('does not count what changes nothing, nor reports and deliveries', async () => {
    const { storage, newId } = fresh();
    const { organizations, settings, sources, rules, outbox, intake } = storage;
    const audit = () => buildAuditEntry(newId);
    await organizations.add(buildOrganization(), audit());
    await sources.add(buildSource(), audit());
    const report = buildReport(newId);
    const save = {
      level: HOST,
      revisions: [],
      dropDraft: false,
      releaseHeld: true,
      audit: [],
      now: FAKE_START,
    };
    const claimAndSettle = async () => {
      const claimed = await outbox.claimDue({
        now: FAKE_START,
        limit: 1,
        perLevel: 1,
        leaseToken: newId(),
        leaseUntil: FAKE_START + 1,
        except: [],
      });
      await outbox.settle(claimed.map((one) => buildSettlement(one)));
    };
    const idle: Readonly<Record<string, () => Promise<unknown>>> = {
      'slug taken': () => organizations.add(buildOrganization({ id: newId() }), audit()),
      'nobody updated': () => organizations.update(buildOrganization({ id: 'nobody' }), audit()),
      'name taken': () => sources.add(buildSource({ id: newId(), secrets: [] }), audit()),
      'rule not found': () => rules.remove('nobody', audit()),
      'settings conflict': () => settings.save({ ...save, expectedHead: 7 }),
      'policy conflict': () =>
        settings.savePolicy({ ...OPEN_POLICY, locks: ['smtpHost'] }, OPEN_POLICY, { audit: [], now: 0 }),
      'a report, which marks its secret as used': () => intake.accept([report], FOLDING_WINDOW),
      'a delivery': claimAndSettle,
      'an audit entry': () => storage.audit.append(audit()),
      reading: () => settings.load(HOST),
      checking: () => storage.check(),
    };
    for (const [name, change] of Object.entries(idle)) {
      expect({ [name]: await grew(change) }).toEqual({ [name]: false });
    }
  });

  it('keeps the maintenance mode, off at first', async () => {
    const { storage, newId } = fresh();
    expect(await storage.maintenance.mode()).toBe('off');
    for (const mode of MAINTENANCE_MODES.toReversed()) {
      await storage.maintenance.setMode(mode, buildAuditEntry(newId, { action: 'maintenance.changed' }));
      expect(await storage.maintenance.mode()).toBe(mode);
    }
    expect((await storage.audit.list({}, { limit: 10 })).items).toHaveLength(3);
  });

  it('names the keys that anything is sealed with, each once', async () => {
    const { storage, newId } = fresh();
    expect(await storage.sealingKeyIds()).toEqual([]);
    const sealedWith = (keyId: string) => buildSourceSecret({ id: newId(), sealed: { keyId, box: 'Ym94' } });
    await storage.sources.add(
      buildSource({ secrets: [sealedWith('k2'), sealedWith('k1')] }),
      buildAuditEntry(newId),
    );
    await storage.settings.save({
      level: HOST,
      expectedHead: 0,
      revisions: [
        buildRevision(newId, {
          layer: { values: {}, secrets: { smtpPassword: { kind: 'sealed', keyId: 'k0', box: 'Ym94' } } },
        }),
        buildRevision(newId, {
          number: 2,
          layer: { values: {}, secrets: { smtpPassword: { kind: 'sealed', keyId: 'k1', box: 'Ym94' } } },
        }),
      ],
      dropDraft: false,
      releaseHeld: false,
      audit: [],
      now: FAKE_START,
    });
    expect(await storage.sealingKeyIds()).toEqual(['k0', 'k1', 'k2']);
  });

  it('is ready as soon as it is open', async () => {
    await expect(fresh().storage.check()).resolves.toBeUndefined();
  });
}
