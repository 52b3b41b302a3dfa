import { AppError } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { parseConfig, type Environment } from './config.ts';

function problems(environment: Environment): Record<string, string> {
  try {
    parseConfig(environment);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('configuration-invalid');
    for (const issue of error.issues) expect(error.message).toContain(`${issue.path}: ${issue.message}`);
    return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]));
  }
  return {};
}

describe('parseConfig', () => {
  it('needs nothing', () => {
    expect(parseConfig({})).toEqual({
      databaseUrl: 'file:./data/postern.db',
      keySource: { kind: 'file', path: './data/postern.key' },
      listen: { host: '127.0.0.1', port: 8025 },
      workerListen: null,
      publicUrl: null,
      logLevel: 'info',
      dnsServers: [],
      bodyLimit: 1_048_576,
      concurrency: 40,
      keep: { events: 90, quarantine: 90, reports: 400 },
      systemAdministrators: [],
    });
  });

  it('reads every variable', () => {
    const config = parseConfig({
      POSTERN_DATABASE_URL: 'memory:',
      POSTERN_KEY_FILE: '/run/secrets/postern.key',
      POSTERN_LISTEN: '0.0.0.0:80',
      POSTERN_WORKER_LISTEN: '[::]:8026',
      POSTERN_PUBLIC_URL: 'https://postern.example/mail/',
      POSTERN_LOG_LEVEL: 'debug',
      POSTERN_DNS_SERVERS: '9.9.9.9, [2620:fe::fe]:53,127.0.0.1:5353, ::1',
      POSTERN_BODY_LIMIT: '2048',
      POSTERN_CONCURRENCY: '7',
      POSTERN_KEEP_EVENTS: '30',
      POSTERN_KEEP_QUARANTINE: '14',
      POSTERN_KEEP_REPORTS: '60',
      POSTERN_SYSTEM_ADMINS: 'T0123ABCD/U024BE7LH',
    });
    expect(config).toEqual({
      databaseUrl: 'memory:',
      keySource: { kind: 'file', path: '/run/secrets/postern.key' },
      listen: { host: '0.0.0.0', port: 80 },
      workerListen: { host: '::', port: 8026 },
      publicUrl: 'https://postern.example/mail',
      logLevel: 'debug',
      dnsServers: ['9.9.9.9', '[2620:fe::fe]:53', '127.0.0.1:5353', '::1'],
      bodyLimit: 2048,
      concurrency: 7,
      keep: { events: 30, quarantine: 14, reports: 60 },
      systemAdministrators: [{ teamId: 'T0123ABCD', userId: 'U024BE7LH' }],
    });
  });

  it('keeps given keys as a secret', () => {
    const { keySource } = parseConfig({ POSTERN_KEYS: 'k1:AAAA' });
    expect(keySource.kind === 'given' && keySource.keys.expose()).toBe('k1:AAAA');
    expect(JSON.stringify(keySource)).not.toContain('AAAA');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseConfig({ POSTERN_PUBLIC_URL: '', POSTERN_KEYS: ' ', POSTERN_LISTEN: '' })).toEqual(
      parseConfig({}),
    );
  });

  it.each([
    ['[::1]:8025', { host: '::1', port: 8025 }],
    ['[::]:0', { host: '::', port: 0 }],
    ['localhost:8025', { host: 'localhost', port: 8025 }],
    ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
  ])('listens on %s', (text, address) => {
    expect(parseConfig({ POSTERN_LISTEN: text }).listen).toEqual(address);
  });

  it.each([
    '8025',
    ':8025',
    '::1:8025',
    '127.0.0.1',
    '127.0.0.1:70000',
    '127.0.0:80',
    '[zz]:80',
    'smtp:x',
    'http://a:1',
  ])('does not listen on %s, and says what would do', (text) => {
    expect(problems({ POSTERN_LISTEN: text }).POSTERN_LISTEN).toContain('127.0.0.1:8025');
  });

  it.each([
    'ftp://a.example',
    'postern.example',
    'https://user:pass@a.example',
    'https://a.example?x=1',
    'https://a.example/#x',
  ])('refuses the public address %s', (text) => {
    expect(problems({ POSTERN_PUBLIC_URL: text }).POSTERN_PUBLIC_URL).toContain('https://postern.example');
  });

  it.each([
    ['POSTERN_BODY_LIMIT', '1mb'],
    ['POSTERN_BODY_LIMIT', '12'],
    ['POSTERN_BODY_LIMIT', '99999999999'],
    ['POSTERN_CONCURRENCY', '0'],
    ['POSTERN_CONCURRENCY', '1.5'],
    ['POSTERN_CONCURRENCY', '-3'],
    ['POSTERN_KEEP_EVENTS', '2'],
    ['POSTERN_LOG_LEVEL', 'loud'],
    ['POSTERN_DNS_SERVERS', 'dns.example'],
    ['POSTERN_DNS_SERVERS', '9.9.9.9,'],
    ['POSTERN_DNS_SERVERS', '9.9.9.9:99999'],
    ['POSTERN_DATABASE_URL', './data/postern.db'],
  ])('refuses %s=%s', (name, value) => {
    expect(Object.keys(problems({ [name]: value }))).toEqual([name]);
  });

  it('says everything that is wrong at once', () => {
    const found = problems({
      POSTERN_LISTEN: 'nowhere',
      POSTERN_LOG_LEVEL: 'loud',
      POSTERN_KEYS: 'k:x',
      POSTERN_KEY_FILE: '/k',
      POSTERN_LISTN: '1',
    });
    expect(Object.keys(found).sort()).toEqual([
      'POSTERN_KEYS',
      'POSTERN_LISTEN',
      'POSTERN_LISTN',
      'POSTERN_LOG_LEVEL',
    ]);
  });

  it('names the nearest variable for a mistyped one', () => {
    expect(problems({ POSTERN_DATABASE_ULR: 'memory:' }).POSTERN_DATABASE_ULR).toContain(
      'Did you mean POSTERN_DATABASE_URL?',
    );
    expect(problems({ POSTERN_WHATEVER_ELSE: '1' }).POSTERN_WHATEVER_ELSE).toBe('There is no such variable.');
  });

  it('leaves the Slack bot’s variables and everyone else’s alone', () => {
    expect(problems({ POSTERN_SYSTEM_ADMINS: 'U1', SLACK_BOT_TOKEN: 'x', PATH: '/bin' })).toEqual({});
  });

  it('never shows a value', () => {
    const secret = 'hunter2-hunter2';
    for (const name of [
      'LISTEN',
      'PUBLIC_URL',
      'LOG_LEVEL',
      'BODY_LIMIT',
      'CONCURRENCY',
      'KEEP_EVENTS',
      'DATABASE_URL',
      'NONE',
    ]) {
      expect(JSON.stringify(problems({ [`POSTERN_${name}`]: secret }))).not.toContain(secret);
    }
  });
});
