import { existsSync, readFileSync } from 'node:fs';
import { startPostgresServer } from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { openCliHouse } from './cli-house.ts';

const ROLES = new URL('../../../../deploy/postgres-roles.sql', import.meta.url);

it('brings the tables up to date, once, and makes no keys', async () => {
  const { postern, environment } = await openCliHouse();
  const first = await postern(['migrate', '--json']);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.json()).toMatchObject({ applied: expect.arrayContaining(['0000_tables']) as string[] });
  expect((await postern(['migrate'])).out).toBe('The tables are up to date.\n');
  expect(existsSync(environment['POSTERN_KEY_FILE'] ?? '')).toBe(false);
});

it('is what a user who may not make tables is pointed to, and then everything works without that right', async () => {
  const server = await startPostgresServer();
  onTestFinished(() => server.close());
  const superuser = await server.createDatabase();
  await server.query(readFileSync(ROLES, 'utf8'), superuser);
  const as = (user: string) => {
    const url = new URL(superuser);
    url.username = user;
    return { environment: { POSTERN_DATABASE_URL: url.href } };
  };
  for (const user of ['postern_owner', 'postern_app'])
    await server.query(`ALTER ROLE ${user} PASSWORD 'postgres'`, superuser);
  const { postern } = await openCliHouse();

  const early = await postern(['orgs', 'list'], as('postern_app'));
  expect(early).toMatchObject({ code: 3, out: '' });
  expect(early.err).toContain('Run `postern migrate` with the URL of their owner first');
  expect(await postern(['migrate'], as('postern_app'))).toMatchObject({ code: 3 });

  expect(await postern(['migrate'], as('postern_owner'))).toMatchObject({ code: 0 });
  expect(await postern(['orgs', 'add', 'acme', '--name', 'Acme'], as('postern_app'))).toMatchObject({
    code: 0,
  });
  expect((await postern(['migrate'], as('postern_app'))).out).toBe('The tables are up to date.\n');
});
