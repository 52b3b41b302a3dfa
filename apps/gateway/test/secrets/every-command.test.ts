import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIELDS } from '@postern/core';
import type { Sighting } from '@postern/core/testing';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command-context.ts';
import { COMMANDS } from '../../src/cli/commands/registry.ts';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { VARIABLE_NAMES } from '../../src/config.ts';
import { commandLines, type Known } from './command-lines.ts';
import { openHuntedWorld, postReports, type HuntedWorld } from './hunted-world.ts';
import { storedCells } from './stored-cells.ts';

/** How many lines of a command are typed with `--json` and without. */
const BOTH_FORMS = 4;

/** Run elsewhere: the doors' own test starts the first two, and the third makes a world of its own, with no secret of anybody's. */
const ELSEWHERE = ['serve', 'worker', 'demo'];

/** Every command there is, as it is typed: `settings view`. */
async function everyCommand(): Promise<readonly Command[]> {
  const program = new Command('postern');
  for (const load of Object.values(COMMANDS)) (await load()).add(program, {} as CommandContext);
  const leavesOf = (command: Command): readonly Command[] =>
    command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
  return leavesOf(program);
}

function nameOf(command: Command): string {
  const parent = command.parent?.parent ? `${nameOf(command.parent)} ` : '';
  return `${parent}${command.name()}`;
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
  const [event] = ((await read(['events'])) as { items: { id: string }[] }).items;
  const quarantined = await idsIn('quarantine');
  const known = { source, rule: rule?.id, secretId: secrets[0]?.id, delivery, event: event?.id };
  for (const [what, id] of Object.entries(known)) expect(id, what).toBeDefined();
  expect(quarantined.length).toBeGreaterThan(1);
  return { ...known, quarantined } as Known;
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
  const understood = new Set<string>();
  const lines = commandLines(world, await whatThereIs(world));
  const commands = new Map((await everyCommand()).map((command) => [nameOf(command), command]));
  expect([...Object.keys(lines), ...ELSEWHERE].sort()).toEqual([...commands.keys()].sort());
  for (const [name, variants] of Object.entries(lines)) {
    const asJson = commands.get(name)?.options.some(({ long }) => long === '--json') === true;
    for (const [place, [words, around]] of variants.entries()) {
      // Both forms of a few; of the rest the one that holds more.
      const forms = asJson ? (place < BOTH_FORMS ? [[], ['--json']] : [['--json']]) : [[]];
      for (const more of forms) {
        const typed = [...name.split(' '), ...words, ...more];
        const { code, out, err } = await postern(typed, around);
        if (code !== EXIT.usage) understood.add(name);
        sightings.push(...hunt.look(`postern ${name}`, out), ...hunt.look(`postern ${name}, errors`, err));
      }
    }
  }
  for (const line of gateway.log) sightings.push(...hunt.look('log', line));
  for (const { where, value } of storedCells(world.databasePath)) sightings.push(...hunt.look(where, value));
  expect(sightings).toEqual([]);
  expect([...understood].sort()).toEqual(Object.keys(lines).sort());
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
}, 300_000);
