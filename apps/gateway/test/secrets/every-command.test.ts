import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIELDS } from '@postern/core';
import type { Sighting } from '@postern/core/testing';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command-context.ts';
import { COMMANDS } from '../../src/cli/commands/registry.ts';
import { VARIABLE_NAMES } from '../../src/config.ts';
import type { Around } from '../cli/cli-house.ts';
import { openHuntedWorld, postReports, WAYS_TO_SIGN_IN, type HuntedWorld } from './hunted-world.ts';
import { storedCells } from './stored-cells.ts';

type Line = readonly [words: readonly string[], around?: Around];

/** Run elsewhere: the doors' own test starts the first two, and the third makes a world of its own, with no secret of anybody's. */
const ELSEWHERE = ['serve', 'worker', 'demo'];

/** Every command there is, as it is typed: `settings view`. */
function everyCommand(): readonly Command[] {
  const program = new Command('postern');
  for (const command of COMMANDS) command.add(program, {} as CommandContext);
  const leavesOf = (command: Command): readonly Command[] =>
    command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
  return leavesOf(program);
}

function nameOf(command: Command): string {
  const parent = command.parent?.parent ? `${nameOf(command.parent)} ` : '';
  return `${parent}${command.name()}`;
}

interface Known {
  readonly source: string;
  readonly secretId: string;
  readonly rule: string;
  readonly event: string;
  readonly delivery: string;
  readonly quarantined: readonly string[];
}

async function whatThereIs({ postern, sources }: HuntedWorld): Promise<Known> {
  const read = async (words: readonly string[]): Promise<unknown> =>
    (await postern([...words, '--json'])).json();
  const idsIn = async (word: string): Promise<readonly string[]> =>
    ((await read([word])) as { items: { id: string }[] }).items.map(({ id }) => id);
  const [rule] = (await read(['rules'])) as { id: string }[];
  const source = sources.uipath ?? '';
  const { secrets } = (await read(['sources', 'show', source])) as { secrets: { id: string }[] };
  const [delivery] = await idsIn('deliveries');
  const [event] = ((await read(['explain', 'list'])) as { items: { id: string }[] }).items;
  const quarantined = await idsIn('quarantine');
  const known = { source, rule: rule?.id, secretId: secrets[0]?.id, delivery, event: event?.id };
  for (const [what, id] of Object.entries(known)) expect(id, what).toBeDefined();
  expect(quarantined.length).toBeGreaterThan(1);
  return { ...known, quarantined } as Known;
}

/** What a person types, rightly and wrongly, by the command's name. */
function linesOf(world: HuntedWorld, known: Known): Readonly<Record<string, readonly Line[]>> {
  const { folder, secrets, databasePath, smtpPort } = world;
  const { settings } = secrets;
  const at = (name: string): string => join(folder, name);
  const each = (words: readonly string[]): readonly Line[] =>
    ['--host', ...WAYS_TO_SIGN_IN].map((way) => [
      way === '--host' ? [...words, way] : [...words, '--org', way],
    ]);
  const unreachable = { environment: { POSTERN_DATABASE_URL: secrets.databaseUrl } };
  const acme = ['--org', 'acme'];
  return {
    'settings view': each([]),
    'settings set': [
      // What people get wrong: the secret where everybody sees it, without its sign, in the wrong field.
      [['--host', `smtp-password=${settings.smtpPassword}`]],
      [['--host', 'smtp-password', settings.smtpPassword]],
      [['--host', settings.smtpPassword]],
      [['--host', `smtp-passwort=${settings.smtpPassword}`]],
      [['--host', `smtp-password=@${settings.smtpPassword}`]],
      [['--host', '--secret-stdin', settings.smtpPassword], { input: settings.smtpPassword }],
      [['--host', '--secret-stdin', 'client-key'], { input: settings.oauthServiceAccountKey }],
      [['--host', '--secret-stdin', 'client-key'], { input: `${settings.clientKey.slice(0, 900)}!` }],
      [['--host', '--secret-stdin', 'oauth-service-account-key'], { input: settings.smtpPassword }],
      [
        ['--host', '--secret-stdin', 'oauth-service-account-key'],
        { input: settings.oauthServiceAccountKey.replace('-----BEGIN', '-----BEGUN') },
      ],
      [['--host', `ca-certificate=@${at('client-key.pem')}`]],
      [[...acme, 'smtp-password=-'], { typed: settings.smtpPassword }],
      [[...acme, 'smtp-host=localhost', '--password-stdin'], { input: settings.smtpPassword }],
      [[...acme, `smtp-host=127.0.0.1`, '--password-stdin'], { input: settings.smtpPassword }],
    ],
    'settings unset': [[[...acme, 'reply-to']], [[...acme, settings.smtpPassword]]],
    'settings test': [
      ...each([]),
      ...each(['--to', 'ops@acme.example']),
      ...each(['--active', '--domain']),
      [['--host'], { environment: { HUNTED_PASSWORD: '' } }],
    ],
    'settings domain-check': [[[...acme]], [[...acme, 'nobody.invalid']]],
    'settings import': [
      [[at('alertmanager.yml'), ...acme]],
      [[at('alertmanager.yml'), ...acme, '--dry-run']],
      [[at('broken.yml'), ...acme]],
      [[at('alias.yml'), ...acme]],
      [[at('anchor.yml'), ...acme]],
      [[at('grafana.ini'), ...acme]],
      [[at('uipath.json'), ...acme]],
      [[at('broken.json'), ...acme]],
      [['-', ...acme], { input: secrets.imported }],
    ],
    'settings history': each([]),
    'settings rollback': [[['1', ...acme]], [['99', ...acme]]],
    'settings activate': [[acme], [[...acme, '--anyway']]],
    'settings lock': [[['smtp-password']], [[settings.smtpPassword]]],
    'settings unlock': [[['smtp-password']]],
    'settings policy': [[[]], [['--allowed-ports', `587,${String(smtpPort)}`]], [['--allowed-ports', '']]],
    'settings fields': [[[]]],
    'settings reset': [[['--org', 'by-key']], [['--host']]],
    'dkim add': [
      [['acme.example', '--org', 'by-key', '--key-file', at('dkim.pem')]],
      [['other.example', '--org', 'by-key', '--key-file', at('client.pem')]],
      [['other.example', '--org', 'by-key', '--key-file', at('service.json')]],
    ],
    'dkim list': [[acme]],
    'dkim record': [[['acme.example', ...acme]], [['nothing.example', ...acme]]],
    'dkim check': [[['acme.example', ...acme]]],
    'dkim enable': [[['acme.example', ...acme]], [['acme.example', ...acme, '--anyway']]],
    'dkim disable': [[['acme.example', ...acme]]],
    'dkim remove': [[['acme.example', '--org', 'by-key']]],
    'orgs add': [[['umbrella']], [['acme']]],
    'orgs set': [[['acme', '--name', 'Acme SA']]],
    'orgs list': [[[]], [[], unreachable]],
    'admins add': [[['T1/U1', ...acme]], [['nobody']]],
    'admins list': [[[]], [acme]],
    'admins remove': [[['T1/U1', ...acme]]],
    'admins claim-code': [[[]]],
    'sources add': [
      [['--kind', 'uipath', '--name', 'x', ...acme, '--secret-stdin'], { input: secrets.sources.uipath }],
      [['--kind', 'uipath', '--name', 'x', ...acme, '--secret-stdin'], { input: secrets.sources.uipath }],
      [['--kind', 'generic', '--name', 'y', ...acme, '--secret-stdin'], { input: settings.smtpPassword }],
      [['--kind', 'standard', '--name', 'z', ...acme, '--secret-stdin'], { input: secrets.sources.generic }],
    ],
    'sources list': [[[]]],
    'sources show': [[[known.source]], [['nothing']]],
    'sources expect': [[[known.source, '1h']], [[known.source, 'never']]],
    'sources set': [[[known.source, '--limit', '600/min']]],
    'sources disable': [[[known.source]]],
    'sources enable': [[[known.source]]],
    'sources rotate-secret': [
      [[known.source, '--secret-stdin'], { input: `${secrets.sources.uipath}2` }],
      [[known.source, '--secret-stdin'], { input: `${secrets.sources.uipath}3` }],
    ],
    'sources remove-secret': [[[known.source, known.secretId]]],
    'rules add': [[['--to', 'ops@acme.example', ...acme]]],
    'rules list': [[[]]],
    'rules show': [[[known.rule]]],
    'rules set': [[[known.rule, '--name', 'all of it']]],
    'rules pause': [[[known.rule]]],
    'rules resume': [[[known.rule]]],
    'silences add': [[['--until', '1h', ...acme]]],
    'silences list': [[[]]],
    'silences end': [[['nothing']]],
    'explain list': [[[]]],
    'explain event': [[[known.event]]],
    'explain payload': [[['--source', known.source], { input: '{"no' }]],
    'deliveries list': [[[]]],
    'deliveries export': [[[]], [['--format', 'jsonl']]],
    'deliveries show': [[[known.delivery]], [['nothing']]],
    'deliveries replay': [[[known.delivery]], [['nothing']]],
    'quarantine list': [[[]]],
    'quarantine show': known.quarantined.map((id) => [[id]]),
    'quarantine replay': [[[known.quarantined[0] ?? '']]],
    'quarantine dismiss': [[[known.quarantined[1] ?? '']]],
    'rules remove': [[[known.rule]]],
    'incidents list': [[[]], [['--all']]],
    audit: [[['--limit', '500']], [['--csv']]],
    'keys list': [
      [[]],
      [[], { environment: { POSTERN_KEYS: secrets.keys.slice(0, -3) } }],
      [[], { environment: { POSTERN_KEYS: `${secrets.keys},${secrets.keys}` } }],
      [[], { environment: { POSTERN_KEYS: secrets.keys.slice(3) } }],
      [[], { environment: { POSTERN_KEY_FILE: at('client-key.pem'), POSTERN_KEYS: '' } }],
    ],
    'keys rotate': [[['--reseal-only']]],
    backup: [[[at('backup.db')]], [[at('backup.db')]], [[at('other.db')], unreachable]],
    migrate: [[[]], [['--json'], unreachable]],
    'migrate-store': [
      [['--to', 'env:NEW_URL'], { environment: { NEW_URL: secrets.databaseUrl } }],
      [['--to', secrets.databaseUrl]],
      [['--from', secrets.databaseUrl, '--to', `file:${databasePath}`]],
      [['--to', secrets.databaseUrl.replace('postgres:', 'mysql:')]],
    ],
    maintenance: [[['off']]],
    doctor: [[[]], [[], unreachable], [[], { environment: { POSTERN_LOG_LEVEL: 'loud' } }]],
  };
}

async function writeConfigurations({ folder, secrets: { imported } }: HuntedWorld): Promise<void> {
  const alertmanager = (password: string): string =>
    `global:\n  smtp_smarthost: 'smtp.acme.example:587'\n  smtp_from: a@acme.example\n  smtp_auth_username: a\n  smtp_auth_password: ${password}\n`;
  const uipath = { 'Email.Smtp.Host': 'smtp.acme.example', 'Email.Smtp.Password': imported };
  const files = {
    'alertmanager.yml': alertmanager(imported),
    'broken.yml': alertmanager(`"${imported}" ${imported}: x: y`),
    'alias.yml': alertmanager(`*${imported}`),
    'anchor.yml': alertmanager(`&${imported} !${imported} x`),
    'grafana.ini': `[smtp]\nenabled = true\nhost = smtp.acme.example:587\nuser = a\npassword = ${imported}\n`,
    'uipath.json': JSON.stringify(uipath),
    'broken.json': JSON.stringify(uipath).replace('":"', `"${imported}":"`),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

it('knows a secret of every kind that there is', async () => {
  const { secrets } = await openHuntedWorld();
  const writeOnly = FIELDS.filter(({ kind }) => kind === 'secret').map(({ key }) => key);
  expect(Object.keys(secrets.settings).sort()).toEqual([...writeOnly].sort());
  // Which variables hold secrets: a new one is put here, and into the hunt when it does.
  expect([...VARIABLE_NAMES].sort()).toEqual(
    [
      ...['POSTERN_DATABASE_URL', 'POSTERN_KEYS'],
      ...['POSTERN_BODY_LIMIT', 'POSTERN_CONCURRENCY', 'POSTERN_DNS_SERVERS', 'POSTERN_KEEP_EVENTS'],
      ...['POSTERN_KEEP_QUARANTINE', 'POSTERN_KEEP_REPORTS', 'POSTERN_KEY_FILE', 'POSTERN_LISTEN'],
      ...['POSTERN_LOG_LEVEL', 'POSTERN_PUBLIC_URL', 'POSTERN_SYSTEM_ADMINS', 'POSTERN_WORKER_LISTEN'],
    ].sort(),
  );
}, 60_000);

it('no command tells a secret, nor does anything that was stored', async () => {
  const world = await openHuntedWorld();
  const { hunt, postern } = world;
  await writeConfigurations(world);
  const gateway = await world.gateway();
  await postReports(world, gateway);
  const sightings: Sighting[] = [];
  const lines = linesOf(world, await whatThereIs(world));
  const commands = new Map(everyCommand().map((command) => [nameOf(command), command]));
  expect([...Object.keys(lines), ...ELSEWHERE].sort()).toEqual([...commands.keys()].sort());
  for (const [name, variants] of Object.entries(lines)) {
    const asJson = commands.get(name)?.options.some(({ long }) => long === '--json') === true;
    for (const [words, around] of variants) {
      for (const more of asJson ? [[], ['--json']] : [[]]) {
        const typed = [...name.split(' '), ...words, ...more];
        const { out, err } = await postern(typed, around);
        sightings.push(...hunt.look(`postern ${name}`, out), ...hunt.look(`postern ${name}, errors`, err));
      }
    }
  }
  for (const line of gateway.log) sightings.push(...hunt.look('log', line));
  for (const { where, value } of storedCells(world.databasePath)) sightings.push(...hunt.look(where, value));
  expect(sightings).toEqual([]);
  // They were all there to be told.
  const told = new Set(hunt.look('the servers', world.heard()).map(({ secret }) => secret));
  for (const name of [
    'SMTP password',
    'client secret',
    'refresh token',
    'access token',
    'referenced password',
  ])
    expect(told).toContain(name);
}, 120_000);
