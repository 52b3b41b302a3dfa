import { expect, it } from 'vitest';
import { postgresTarget } from './postgres-url.ts';

const host = (name: string, port = 5432) => ({ host: name, port });

it.each([
  ['postgres://u@db/postern', [host('db')]],
  ['postgres://u@db:6432/postern', [host('db', 6432)]],
  ['postgres://u@a,b/postern', [host('a'), host('b')]],
  ['postgres://u:p%2Cq@a:5433,b,[::1]:5434/postern', [host('a', 5433), host('b'), host('::1', 5434)]],
  ['postgresql://u@a:1,b:2/postern?target_session_attrs=read-write', [host('a', 1), host('b', 2)]],
  ['postgres://u@a/postern?host=/run/postgresql', [host('/run/postgresql')]],
])('%s names these hosts, in this order', (url, hosts) => {
  expect(postgresTarget(url)).toMatchObject({ hosts, listen: hosts, database: 'postern', user: 'u' });
});

it('takes other hosts to listen at, or none', () => {
  const listenOf = (listen: string) => postgresTarget(`postgres://u@pooler/postern?listen=${listen}`).listen;
  expect(listenOf('off')).toBeNull();
  expect(listenOf('on')).toEqual([host('pooler')]);
  expect(listenOf('a:5433,b')).toEqual([host('a', 5433), host('b')]);
});

it('asks every host but those on this machine for a certificate, unless told otherwise', () => {
  const sslOf = (hosts: string) => postgresTarget(`postgres://u@${hosts}/postern`).ssl;
  expect(sslOf('localhost:1,127.0.0.1:2,[::1]')).toBe(false);
  expect(sslOf('localhost,db2')).toMatchObject({ rejectUnauthorized: true });
  expect(postgresTarget('postgres://u@a,b/postern?sslmode=disable').ssl).toBe(false);
});

it.each([
  'postgres://u:hunter2@a,/postern',
  'postgres://u:hunter2@,b/postern',
  'postgres://u:hunter2@a,b:99999/postern',
  'postgres://u:hunter2@a,b:hunter2/postern',
  'postgres://u:1,hunter2/3@db/postern',
  'postgres://u:hunter2@a,b/postern?target_session_attrs=standby',
  'postgres://u:hunter2@a,b/postern?listen=,b',
  'postgres://u:hunter2@a,b/',
  'postgres:a,b',
])('%s is refused, and nothing of it is repeated', (url) => {
  let problem: unknown;
  try {
    postgresTarget(url);
  } catch (error) {
    problem = error;
  }
  expect(problem).toMatchObject({ code: 'configuration-invalid' });
  expect(String(problem)).not.toContain('hunter2');
});
