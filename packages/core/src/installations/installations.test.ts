import { describe, expect, it } from 'vitest';
import { Secret } from '../kernel/secret.ts';
import { ROOT, startSettings } from '../testing/settings-fixture.ts';
import { openInstallation } from './open-installation.ts';
import { removeInstallation } from './remove-installation.ts';
import { renewInstallation } from './renew-installation.ts';
import { saveInstallation } from './save-installation.ts';

const ACME = { teamId: 'T1', teamName: 'Acme', userId: 'U1', tokens: new Secret('tokens') };

async function start() {
  const fixture = startSettings();
  await saveInstallation(fixture, ROOT, ACME);
  const opened = await openInstallation(fixture, 'T1');
  if (opened === null) throw new Error('not installed');
  const audited = async () => (await fixture.storage.audit.list({}, { limit: 9 })).items;
  return { fixture, opened, audited };
}

describe('an installation', () => {
  it('opens for its workspace alone, and its audit entry holds no token', async () => {
    const { fixture, opened, audited } = await start();
    expect(opened.tokens.expose()).toBe('tokens');
    expect(await openInstallation(fixture, 'T2')).toBeNull();
    const moved = { ...opened.installation, teamId: 'T2' };
    const [entry] = await audited();
    await fixture.storage.installations.save(moved, { ...entry!, id: 'another' });
    await expect(openInstallation(fixture, 'T2')).rejects.toMatchObject({ code: 'seal-broken' });
    expect(entry).toMatchObject({ action: 'installation.added', subject: 'T1' });
    expect(JSON.stringify(entry)).not.toContain('tokens');
  });

  it('takes renewed tokens in the place of those that were read, without an entry, and no others', async () => {
    const { fixture, opened, audited } = await start();
    expect(await renewInstallation(fixture, opened.installation, new Secret('newer'))).toBe(true);
    expect(await renewInstallation(fixture, opened.installation, new Secret('late'))).toBe(false);
    expect((await openInstallation(fixture, 'T1'))?.tokens.expose()).toBe('newer');
    expect(await audited()).toHaveLength(1);
  });

  it('is removed once, and not when the app was installed again meanwhile', async () => {
    const { fixture, opened, audited } = await start();
    fixture.clock.advance(1);
    await saveInstallation(fixture, ROOT, ACME);
    const system = { kind: 'system', name: 'slack' } as const;
    expect(await removeInstallation(fixture, system, opened.installation)).toBe(false);
    const now = await openInstallation(fixture, 'T1');
    expect(await removeInstallation(fixture, system, now!.installation)).toBe(true);
    expect(await removeInstallation(fixture, system, now!.installation)).toBe(false);
    expect((await audited()).map(({ action }) => action)).toEqual([
      'installation.removed',
      'installation.added',
      'installation.added',
    ]);
  });

  it('is of a workspace: an id of something else is refused', async () => {
    const { fixture } = await start();
    const saving = saveInstallation(fixture, ROOT, { ...ACME, teamId: 'E1' });
    await expect(saving).rejects.toMatchObject({ code: 'input-invalid' });
  });
});
