import { expect, it, onTestFinished } from 'vitest';
import { knownMigrations } from '../src/adapters/storage/postgres/migrate.ts';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { useDatabases } from './postgres/use-databases.ts';

const databases = useDatabases();
const clock = new FakeClock();

it('the role that works with the tables does not make them, and says who can', async () => {
  const { owner, app, superuser } = await databases.blankDatabaseWithRoles();
  const refusal = {
    code: 'storage-unavailable',
    message: expect.stringContaining('Run `postern migrate` with the URL of their owner') as string,
  };
  await expect(openPostgresStorage({ url: app, clock })).rejects.toMatchObject(refusal);
  await (await openPostgresStorage({ url: owner, clock })).close();
  const storage = await openPostgresStorage({ url: app, clock });
  onTestFinished(() => storage.close());
  await storage.check();

  // A version later: it works on, and the next one waits for the owner.
  await databases.query(
    superuser,
    `UPDATE meta SET schema_version = ${String(knownMigrations().length - 1)}`,
  );
  await expect(openPostgresStorage({ url: app, clock })).rejects.toMatchObject(refusal);
  await storage.check();
});

it('the role that works with the tables can do nothing else to the database', async () => {
  const { app } = await databases.emptyDatabaseWithRoles();
  for (const statement of [
    'CREATE TABLE more (id int)',
    'ALTER TABLE deliveries ADD COLUMN more text',
    'DROP TABLE deliveries',
    'TRUNCATE deliveries',
    'DROP TRIGGER audit_refuses_change ON audit',
    'ALTER TABLE audit DISABLE TRIGGER ALL',
    'CREATE ROLE another',
    `COPY deliveries TO '/tmp/deliveries'`,
  ]) {
    await expect(databases.query(app, statement)).rejects.toThrow(/permission denied|must be owner/);
  }
});
