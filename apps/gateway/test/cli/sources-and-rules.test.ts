import { describe, expect, it } from 'vitest';
import { openCliHouse, type CliHouse } from './cli-house.ts';

interface Added {
  readonly id: string;
  readonly path: string;
  readonly secret: string;
  readonly url: string | null;
}

async function withAcme(): Promise<CliHouse> {
  const house = await openCliHouse();
  await house.postern(['orgs', 'add', 'acme']);
  return house;
}

const ADD = ['sources', 'add', '--org', 'acme', '--kind', 'uipath', '--name', 'prod'];

describe('postern sources', () => {
  it('shows path and secret once, and the secret never again', async () => {
    const { postern } = await withAcme();
    const environment = { POSTERN_PUBLIC_URL: 'https://mail.example.com' };
    const added = (await postern([...ADD, '--json'], { environment })).json() as Added;
    expect(added.path).toBe(`/webhooks/${added.id}`);
    expect(added.url).toBe(`https://mail.example.com${added.path}`);
    expect(added.secret.length).toBeGreaterThanOrEqual(20);
    for (const words of [
      ['sources', 'list'],
      ['sources', 'show', added.id],
      ['sources', 'list', '--json'],
      ['audit'],
      ['audit', 'export'],
    ]) {
      const { code, out, err } = await postern(words);
      expect(code).toBe(0);
      expect(out + err).not.toContain(added.secret);
    }
  });

  it('takes the sender’s own secret from standard input, never from an argument, and does not repeat it', async () => {
    const { postern, printed } = await withAcme();
    const added = await postern([...ADD, '--secret-stdin', '--json'], { input: 'chosen-by-the-sender-1\n' });
    expect((added.json() as Added).secret).toBeNull();
    const { id } = added.json() as Added;
    const input = 'chosen-by-the-sender-2\n';
    const rotated = await postern(['sources', 'rotate-secret', id, '--secret-stdin'], { input });
    expect(rotated).toMatchObject({
      code: 0,
      out: expect.stringContaining('the one that was given') as string,
    });
    expect(printed()).not.toContain('chosen-by-the-sender');
    expect((await postern([...ADD, '--secret', 'x'])).code).toBe(64);
  });

  it('gives a second secret while the first is good, takes one away, and keeps the last', async () => {
    const { postern } = await withAcme();
    const { id } = (await postern([...ADD, '--json'])).json() as Added;
    const { secretId } = (await postern(['sources', 'rotate-secret', id, '--json'])).json() as {
      secretId: string;
    };
    expect((await postern(['sources', 'rotate-secret', id])).err).toContain('two secrets already');
    expect((await postern(['sources', 'remove-secret', id, secretId])).code).toBe(0);
    const [source] = (await postern(['sources', 'list', '--json'])).json() as { secrets: { id: string }[] }[];
    expect((await postern(['sources', 'remove-secret', id, source!.secrets[0]!.id])).err).toContain(
      'last secret',
    );
  });

  it('disables and enables', async () => {
    const { postern } = await withAcme();
    const { id } = (await postern([...ADD, '--json'])).json() as Added;
    expect((await postern(['sources', 'disable', id])).out).toContain('disabled');
    expect((await postern(['sources', 'enable', id])).out).toContain('enabled');
    expect((await postern(['sources', 'enable', 'nothing'])).code).toBe(1);
  });

  it('refuses a name that is taken, and a kind that there is not', async () => {
    const { postern } = await withAcme();
    await postern(ADD);
    expect(await postern(ADD)).toMatchObject({ code: 1 });
    expect(await postern(['sources', 'add', '--host', '--kind', 'fax', '--name', 'x'])).toMatchObject({
      code: 64,
    });
  });
});

describe('postern rules', () => {
  it('says in a dry run what a rule would be, and saves nothing; options about its pace are read, or refused together', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme', '--name', 'Acme']);
    const add = ['rules', 'add', '--org', 'acme', '--to', 'ops@acme.example', '--type', 'job.*'];
    const pace = ['--digest', 'Mon-Fri at 08:00', '--hours', '08:00-18:00', '--at-once-from', 'none'];
    const { out } = await postern([...add, ...pace, '--dry-run']);
    expect(out).toContain('digest weekdays at 08:00, hours 08:00-18:00');
    expect(out).toContain('No event came yet');
    expect(out).toContain('Nothing was saved.');
    expect((await postern(['rules', 'list', '--json'])).json()).toEqual([]);
    const { id } = (await postern([...add, ...pace, '--json'])).json() as { id: string };
    const changed = (await postern(['rules', 'set', id, '--digest', 'off', '--dry-run', '--json'])).json();
    expect(changed).toMatchObject({ rule: { pace: { digest: null, atOnceFrom: null } }, seen: 0, mails: 0 });
    expect((await postern(['rules', 'show', id])).out).toContain('digest weekdays at 08:00');
    const refused = await postern([...add, '--digest', 'soon', '--storm', '0/10m']);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain('--digest "soon" is not understood.');
    expect(refused.err).toContain('A storm begins after 1 to 1000 mails.');
  });

  it('a rule tells of the end of troubles unless it is told not to', async () => {
    const { postern } = await withAcme();
    const add = ['rules', 'add', '--org', 'acme', '--to', 'ops@acme.example', '--type', 'job.faulted'];
    const { id } = (await postern([...add, '--no-recovery', '--json'])).json() as { id: string };
    const recovery = async () => (await postern(['rules', 'show', id, '--json'])).json();
    expect(await recovery()).toMatchObject({ recovery: false });
    expect((await postern(['rules', 'show', id])).out).toContain('no recovery mail');
    await postern(['rules', 'set', id, '--name', 'Faults']);
    expect(await recovery()).toMatchObject({ recovery: false });
    await postern(['rules', 'set', id, '--recovery']);
    expect(await recovery()).toMatchObject({ recovery: true });
    expect((await postern([...add, '--json'])).json()).toMatchObject({ recovery: true });
  });

  it('adds a rule with every matcher, changes, pauses and removes it', async () => {
    const { postern } = await withAcme();
    const matchers = [
      '--severity',
      'error',
      '--process',
      'Invoice_*',
      '--robot',
      'inv-*',
      '--queue',
      'Invoices',
      '--tenant',
      '12',
      '--folder',
      '40231',
    ];
    const rule = (
      await postern([
        'rules',
        'add',
        '--org',
        'acme',
        '--type',
        'job.faulted',
        '--to',
        'ops@acme.example',
        ...matchers,
        '--json',
      ])
    ).json() as { id: string; matchers: unknown };
    expect(rule.matchers).toEqual({
      types: ['job.faulted'],
      minimumSeverity: 'error',
      processes: ['Invoice_*'],
      robots: ['inv-*'],
      queues: ['Invoices'],
      tenants: ['12'],
      folders: ['40231'],
      texts: [],
    });
    expect(
      (await postern(['rules', 'set', rule.id, '--to', 'a@acme.example', 'b@acme.example'])).out,
    ).toContain('a@acme.example, b@acme.example');
    expect((await postern(['rules', 'pause', rule.id])).out).toContain('paused');
    expect((await postern(['rules', 'resume', rule.id])).out).toContain('enabled');
    expect((await postern(['rules', 'remove', rule.id])).code).toBe(0);
    expect((await postern(['rules', 'list', '--json'])).json()).toEqual([]);
  });

  it.each([
    ['an address with a line break', ['--to', 'ops@acme.example\r\nBcc: x@evil.example']],
    ['two mailboxes in one', ['--to', 'a@acme.example, b@acme.example']],
    ['nobody to mail', []],
  ])('refuses %s', async (_what, to) => {
    const { postern } = await withAcme();
    const refused = await postern(['rules', 'add', '--org', 'acme', '--type', 'job.faulted', ...to]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect((await postern(['rules', 'list', '--json'])).json()).toEqual([]);
  });

  it('wonders about a type that no sender is known to report', async () => {
    const { postern } = await withAcme();
    const added = await postern([
      'rules',
      'add',
      '--org',
      'acme',
      '--type',
      'job.fautled',
      '--to',
      'ops@acme.example',
    ]);
    expect(added.code).toBe(0);
    expect(added.err).toContain('job.faulted');
  });
});
