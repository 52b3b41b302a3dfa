import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

const GRAFANA = `
; Grafana's own comments
app_mode = production
[server]
http_port = 3000
[smtp]
enabled = true
host = 127.0.0.1:2525
user = grafana
# quoted as its manual says
password = """#hunter2;"""
from_address = grafana@acme.example
from_name = Grafana
startTLS_policy = NoStartTLS
`;

const ALERTMANAGER = `
global:
  smtp_smarthost: 'smtp.acme.example:587'
  smtp_from: alerts@acme.example
  smtp_auth_username: alerts
  smtp_auth_password: hunter2
route: { receiver: ops }
`;

const UIPATH = JSON.stringify({
  'Email.Smtp.Host': 'smtp.acme.example',
  'Email.Smtp.FromEmail': 'o@acme.example',
});

describe('postern settings import', () => {
  it.each([
    ['uipath.json', UIPATH, { smtpHost: 'smtp.acme.example', defaultFromAddress: 'o@acme.example' }],
    [
      'alertmanager.yml',
      ALERTMANAGER,
      { smtpHost: 'smtp.acme.example', smtpPort: 587, secureConnection: true },
    ],
    ['grafana.ini', GRAFANA, { smtpHost: '127.0.0.1', smtpPort: 2525, secureConnection: false }],
  ])('takes over %s, marks the revision as imported, and shows no secret', async (name, text, expected) => {
    const house = await openCliHouse();
    const file = join(house.folder, name);
    await writeFile(file, text);
    const ran = await house.postern(['settings', 'import', file, '--host', '--no-test']);
    expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining('rror') as string });
    expect(ran.out).toContain('smtp-host');
    const view = (await house.postern(['settings', 'view', '--host', '--json'])).json() as {
      effective: { fields: { key: string; value: unknown }[] };
    };
    const fields = Object.fromEntries(view.effective.fields.map(({ key, value }) => [key, value]));
    expect(fields).toMatchObject(expected);
    expect((await house.postern(['settings', 'history', '--host', '--json'])).out).toContain('"import"');
    expect(house.printed()).not.toContain('hunter2');
  });

  it('names what it passed over in a file of more than mail', async () => {
    const { postern } = await openCliHouse();
    const ran = await postern(['settings', 'import', '-', '--host', '--dry-run'], {
      input: JSON.stringify({
        ...(JSON.parse(UIPATH) as object),
        'Abp.Timing.TimeZone': 'UTC',
        Theme: 'dark',
      }),
    });
    expect(ran.out).toContain('Passed over, since not about mail: Abp.Timing.TimeZone, Theme.');
  });

  it('only says what it would carry with --dry-run', async () => {
    const { postern } = await openCliHouse();
    const ran = await postern(['settings', 'import', '-', '--host', '--dry-run', '--json'], {
      input: ALERTMANAGER,
    });
    expect(ran.json()).toMatchObject({ kind: 'alertmanager', left: [] });
    expect(ran.out).not.toContain('hunter2');
    expect((await postern(['settings', 'history', '--host'])).out).not.toContain('import');
  });

  it.each([
    ['a file that is not there', ['nowhere.json'], '', 'nowhere.json'],
    ['a file of something else', ['-'], '{"a": 1}', 'Grafana'],
    ['a file that breaks off', ['-'], '{"a": [1', 'It breaks off at line 1, column'],
    ['a file whose password looks like an alias', ['-'], 'a: *hunter2', 'put it in quotes'],
    ['a file with something after a password', ['-'], 'a: "hunter2" b', 'line 1'],
  ])('refuses %s', async (_what, words, input, why) => {
    const { postern } = await openCliHouse();
    const ran = await postern(['settings', 'import', ...words, '--host'], { input });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(why);
    expect(ran.err).not.toContain('hunter2');
  });
});
