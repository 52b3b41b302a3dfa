import { expect, it } from 'vitest';
import { organizationAdministrator, ROOT, startSettings } from '../testing/settings-fixture.ts';
import { showMaintenance } from './show-maintenance.ts';

it('tells everybody who administers anything whether mail is held, and nobody else', async () => {
  const fixture = startSettings();
  for (const actor of [ROOT, organizationAdministrator('acme')])
    expect(await showMaintenance(fixture, actor)).toBe('off');
  await expect(showMaintenance(fixture, organizationAdministrator())).rejects.toMatchObject({
    code: 'not-allowed',
  });
});
