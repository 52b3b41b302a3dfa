import { describe, expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import { ACME, organizationAdministrator, ROOT, startSettings } from '../testing/settings-fixture.ts';
import { changePolicy } from './change-policy.ts';
import { OPEN_POLICY } from './mail-settings.ts';
import { viewSettings } from './view-settings.ts';

describe('changing the policy', () => {
  it('locks and unlocks fields by any spelling, and audits before and after', async () => {
    const fixture = startSettings();
    await changePolicy(fixture, ROOT, { lock: ['reply-to', 'defaultFromAddress'] });
    expect(await changePolicy(fixture, ROOT, { lock: ['smtp-port'], unlock: ['replyTo'] })).toEqual({
      outcome: 'saved',
      policy: { ...OPEN_POLICY, locks: ['smtpPort', 'defaultFromAddress'] },
    });
    const { items } = await fixture.storage.audit.list({}, { limit: 1 });
    expect(items[0]).toMatchObject({
      action: 'policy.changed',
      level: HOST,
      changes: [
        { field: 'locks', before: 'defaultFromAddress, replyTo', after: 'smtpPort, defaultFromAddress' },
      ],
    });
  });

  it('unlocks the connection as the one group it is', async () => {
    const fixture = startSettings();
    await changePolicy(fixture, ROOT, { lock: ['smtp-port', 'smtp-host', 'reply-to'] });
    const { policy } = await changePolicy(fixture, ROOT, { unlock: ['smtp-username'] });
    expect(policy.locks).toEqual(['replyTo']);
  });

  it('shows organizations what is locked', async () => {
    const fixture = startSettings();
    await changePolicy(fixture, ROOT, { lock: ['smtp-port'] });
    const { effective } = await viewSettings(fixture, organizationAdministrator('acme'), { level: ACME });
    const locked = effective.fields.filter((field) => field.locked).map(({ group }) => group);
    expect(new Set(locked)).toEqual(new Set(['connection']));
  });

  it('takes floors as people type them and keeps them in one spelling', async () => {
    const { policy } = await changePolicy(startSettings(), ROOT, {
      requireSecureConnection: 'oui',
      allowedFromDomains: ['@Acme.Example', 'bücher.example', 'acme.example'],
      allowedPorts: ['587', 465, '587'],
      allowedServers: ['SMTP.Acme.Example.', '*.Acme.Example', '10.0.0.0/8', '[2001:DB8::25]'],
      privateNetworks: ['192.168.7.0/24', '[FD00::1]'],
    });
    expect(policy).toEqual({
      locks: [],
      requireSecureConnection: true,
      allowedFromDomains: ['acme.example', 'xn--bcher-kva.example'],
      allowedPorts: [587, 465],
      allowedServers: ['smtp.acme.example', '*.acme.example', '10.0.0.0/8', '2001:db8::25'],
      privateNetworks: ['192.168.7.0/24', 'fd00::1'],
      fallback: false,
    });
  });

  it('tells all that is wrong, and changes nothing', async () => {
    const fixture = startSettings();
    await expect(
      changePolicy(fixture, ROOT, {
        allowedPorts: ['0'],
        allowedServers: ['a b', '10.0.0.0/40'],
        privateNetworks: ['relay.example'],
      }),
    ).rejects.toMatchObject({
      code: 'input-invalid',
      issues: [
        { path: 'allowedPorts[0]' },
        { path: 'allowedServers[0]', message: expect.stringMatching(/"a b"/) as string },
        { path: 'allowedServers[1]' },
        { path: 'privateNetworks[0]' },
      ],
    });
    await expect(
      changePolicy(fixture, ROOT, { lock: ['smtp-prot', 'reply-to'], unlock: ['reply-to'] }),
    ).rejects.toMatchObject({
      issues: [
        { path: 'smtp-prot', message: expect.stringMatching(/smtp-port/) as string },
        { path: 'reply-to' },
      ],
    });
    expect(await fixture.storage.settings.policy()).toEqual(OPEN_POLICY);
  });

  it('that is the policy already saves nothing', async () => {
    expect(await changePolicy(startSettings(), ROOT, { allowedPorts: [] })).toEqual({
      outcome: 'unchanged',
      policy: OPEN_POLICY,
    });
  });

  it('is for system administrators', async () => {
    const change = changePolicy(startSettings(), organizationAdministrator('acme'), { lock: ['reply-to'] });
    await expect(change).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('by two at once is a conflict for the second', async () => {
    const fixture = startSettings();
    const results = await Promise.allSettled([
      changePolicy(fixture, ROOT, { lock: ['reply-to'] }),
      changePolicy(fixture, ROOT, { lock: ['smtp-host'] }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
