import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { eventually } from '../src/testing/eventually.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { makeCertificate, type TestCertificate } from '../src/testing/make-certificate.ts';
import { startPostgresServer, type PostgresServer } from '../src/testing/postgres-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-tls-'));
let server: PostgresServer;
let database: string;
let good: TestCertificate;
let client: TestCertificate;
let other: TestCertificate;

beforeAll(async () => {
  server = await startPostgresServer();
  database = await server.createDatabase();
  [good, client, other] = await Promise.all([
    makeCertificate(),
    makeCertificate({ names: ['postgres'] }),
    makeCertificate(),
  ]);
  await present(good);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Has the server write a file into its own folder, as its own user and for nobody else. */
const place = (name: string, text: string) =>
  server.query(
    `COPY (SELECT 1) TO PROGRAM 'umask 077; echo ${Buffer.from(text).toString('base64')} | base64 -d > ${name}'`,
  );

/** Makes the server show that certificate from now on. */
async function present({ cert, key }: TestCertificate): Promise<void> {
  const serial = String(Date.now()) + String(Math.trunc(performance.now()));
  await place(`${serial}.crt`, cert);
  await place(`${serial}.key`, key);
  for (const [name, value] of [
    ['ssl_cert_file', `${serial}.crt`],
    ['ssl_key_file', `${serial}.key`],
    ['ssl', 'on'],
  ]) {
    await server.query(`ALTER SYSTEM SET ${String(name)} = '${String(value)}'`);
  }
  await server.query('SELECT pg_reload_conf()');
  await eventually('it goes by the new certificate', async () => {
    const [row] = await server.query(
      `SELECT current_setting('ssl_cert_file') = '${serial}.crt' AND current_setting('ssl') = 'on' AS there`,
    );
    return row?.['there'] === true;
  });
}

/** A file with that text, by its path. */
function pem(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What comes of it: whether the server counts the connections as encrypted, or why there are none. */
async function outcome(parameters: string, host = 'localhost'): Promise<string> {
  const url = new URL(`${database}?${parameters}`);
  url.hostname = host;
  try {
    const storage = await openPostgresStorage({ url: url.href, clock: new FakeClock() });
    await storage.check();
    const [row] = await server.query(
      `SELECT bool_and(ssl) AS encrypted FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'postern'`,
    );
    await storage.close();
    return row?.['encrypted'] === true ? 'encrypted' : 'plain';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

it('checks authority and name, and says which of them is wrong', async () => {
  const ca = `sslrootcert=${pem('ca.pem', good.ca)}`;
  const wrongCa = `sslrootcert=${pem('other.pem', other.ca)}`;
  expect(await outcome(`sslmode=verify-full&${ca}`)).toBe('encrypted');
  expect(await outcome(`sslmode=verify-full&${wrongCa}`)).toMatch(
    /another authority of the same name.*sslrootcert/,
  );
  expect(await outcome('sslmode=verify-full')).toMatch(/unknown authority.*sslrootcert/);
  expect(await outcome(`sslmode=verify-ca&${wrongCa}`)).toMatch(/another authority/);
  expect(await outcome(`sslmode=require&${wrongCa}`)).toMatch(/another authority/);
  expect(await outcome('sslmode=require')).toBe('encrypted');
  expect(await outcome('sslmode=disable')).toBe('plain');
});

it('refuses a certificate for another name, but where the name does not count', async () => {
  const elsewhere = await makeCertificate({ names: ['db.elsewhere.example'] });
  await present(elsewhere);
  const ca = `sslrootcert=${pem('elsewhere.pem', elsewhere.ca)}`;
  expect(await outcome(`sslmode=verify-full&${ca}`)).toMatch(/another name/);
  expect(await outcome(`sslmode=verify-ca&${ca}`)).toBe('encrypted');
});

it('refuses a certificate that has expired, and goes on once it is renewed', async () => {
  const expired = await makeCertificate({ until: Date.now() - 60_000 });
  await present(expired);
  expect(await outcome(`sslmode=verify-full&sslrootcert=${pem('expired.pem', expired.ca)}`)).toMatch(
    /has expired/,
  );
  await present(good);
  expect(await outcome(`sslmode=verify-full&sslrootcert=${pem('ca.pem', good.ca)}`)).toBe('encrypted');
});

it('shows its own certificate where the server asks for one instead of a password', async () => {
  await present(good);
  await place('clients.pem', client.ca);
  await server.query(`ALTER SYSTEM SET ssl_ca_file = 'clients.pem'`);
  await place('pg_hba.conf', 'hostnossl all all all trust\nhostssl all all all cert\n');
  await server.query('SELECT pg_reload_conf()');
  const ca = `sslmode=verify-full&sslrootcert=${pem('ca.pem', good.ca)}`;
  const shown = (name: string, { cert, key }: TestCertificate) =>
    `sslcert=${pem(`${name}.crt`, cert)}&sslkey=${pem(`${name}.key`, key)}`;
  await eventually('it asks for one', async () => (await outcome(ca)) !== 'encrypted');
  expect(await outcome(ca)).toMatch(/lets this user not in/);
  expect(await outcome(`${ca}&${shown('client', client)}`)).toBe('encrypted');
  expect(await outcome(`${ca}&${shown('stranger', other)}`)).toMatch(
    /TLS with it does not come about|lets this user not in/,
  );
});
