import { expect, it } from 'vitest';
import type { Actor } from '../../../src/access/actor.ts';
import type { AuditEntry, AuditFilter } from '../../../src/audit/audit-entry.ts';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');
const EVERYTHING = { limit: 500 };

/** {@link AuditStore}. */
export function auditContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  const append = async (overrides: Partial<AuditEntry>): Promise<string> => {
    const { storage, newId } = fresh();
    const entry = buildAuditEntry(newId, overrides);
    await storage.audit.append(entry);
    return entry.id;
  };

  it('gives back an entry as it was written, whoever acted', async () => {
    const { storage, newId } = fresh();
    const actors: readonly Actor[] = [
      { kind: 'command-line', name: 'root' },
      { kind: 'system', name: 'dispatcher' },
      {
        kind: 'slack',
        teamId: 'T1',
        userId: 'U2',
        channelId: null,
        roles: { systemAdministrator: false, organizationIds: ['acme'] },
      },
    ];
    const entries = actors.map((actor) =>
      buildAuditEntry(newId, {
        actor,
        level: ACME,
        subject: 'revision-7',
        changes: [
          { field: 'smtpHost', before: null, after: 'smtp.acme.example' },
          { field: 'smtpPort', before: 25, after: 587 },
          { field: 'secureConnection', before: false, after: true },
        ],
      }),
    );
    for (const entry of entries) await storage.audit.append(entry);
    expect((await storage.audit.list({}, EVERYTHING)).items).toEqual(entries.toReversed());
  });

  it('lists by level, action and time, newest first', async () => {
    const { storage } = fresh();
    const first = await append({ at: 10, action: 'rule.added' });
    const second = await append({ at: 20, level: ACME, action: 'rule.added' });
    const third = await append({ at: 30, level: ACME, action: 'rule.removed' });
    const listed = async (filter: AuditFilter) =>
      (await storage.audit.list(filter, EVERYTHING)).items.map(({ id }) => id);
    expect(await listed({})).toEqual([third, second, first]);
    expect(await listed({ level: ACME })).toEqual([third, second]);
    expect(await listed({ level: HOST })).toEqual([first]);
    expect(await listed({ action: 'rule.added' })).toEqual([second, first]);
    expect(await listed({ since: 20 })).toEqual([third, second]);
    expect(await listed({ until: 20 })).toEqual([first]);
    expect(await listed({ since: 10, until: 30, level: ACME, action: 'rule.added' })).toEqual([second]);
  });

  it('pages without gaps or repeats while entries come in', async () => {
    const { storage } = fresh();
    const ids = [await append({}), await append({}), await append({})];
    const page = await storage.audit.list({}, { limit: 2 });
    await append({});
    const rest = await storage.audit.list({}, { limit: 2, cursor: page.next! });
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(rest.next).toBeNull();
  });

  it('writes an entry once', async () => {
    const { storage, newId } = fresh();
    const entry = buildAuditEntry(newId);
    await storage.audit.append(entry);
    await expect(storage.audit.append(entry)).rejects.toMatchObject({ code: 'internal' });
    expect((await storage.audit.list({}, EVERYTHING)).items).toHaveLength(1);
  });
}
