import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { readImport } from './read-import.ts';

const plain = (set: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key, value instanceof Secret ? `(${value.expose()})` : value]),
  );

describe('settings of UiPath Orchestrator', () => {
  const expected = {
    smtpHost: 'smtp.acme.example',
    smtpPort: '587',
    smtpUsername: 'robots',
    smtpPassword: '(hunter2)',
    secureConnection: 'true',
  };
  const flat = {
    'Email.Smtp.Host': 'smtp.acme.example',
    'Email.Smtp.Port': 587,
    'Email.Smtp.UserName': 'robots',
    'Email.Smtp.Password': 'hunter2',
    'Email.Smtp.EnableSsl': true,
  };

  it.each([
    ['flat', flat],
    ['as a list', Object.entries(flat).map(([Name, Value]) => ({ Name, Value: String(Value) }))],
    [
      'as its API answers',
      { value: Object.entries(flat).map(([Id, Value]) => ({ Id, Value: String(Value) })) },
    ],
    [
      'nested',
      {
        Email: {
          Smtp: {
            Host: 'smtp.acme.example',
            Port: 587,
            UserName: 'robots',
            Password: 'hunter2',
            EnableSsl: true,
          },
        },
      },
    ],
  ])('are read %s', (_what, document) => {
    const { kind, set } = readImport(document);
    expect(kind).toBe('uipath');
    expect(plain(set)).toEqual(expected);
  });

  it('are read from the list of settings that an Orchestrator answers with, by the names of its framework', () => {
    const value = [
      { Name: 'Abp.Net.Mail.DefaultFromAddress', Value: 'robots@acme.example', Scope: 'All' },
      { Name: 'Abp.Net.Mail.DefaultFromDisplayName', Value: 'Acme robots' },
      ...Object.entries(flat).map(([name, set]) => ({
        Name: name.replace('Email', 'Abp.Net.Mail'),
        Value: String(set),
      })),
      { Name: 'Abp.Timing.TimeZone', Value: 'Europe/Paris' },
      { Name: 'Alerts.Email.Enabled', Value: 'true' },
    ];
    const { set, left, passedOver } = readImport({ '@odata.context': 'https://x', value });
    expect(plain(set)).toEqual({
      ...expected,
      defaultFromAddress: 'robots@acme.example',
      defaultFromDisplayName: 'Acme robots',
    });
    expect(left).toEqual([{ name: 'Alerts.Email.Enabled', why: 'Postern has no such setting.' }]);
    expect(passedOver).toEqual(['Abp.Timing.TimeZone']);
  });

  it('leave behind, with the reason, what is unknown, empty or out of range', () => {
    const { set, left } = readImport({
      ...flat,
      'Email.Smtp.Password': '',
      'Email.Smtp.Port': '70000',
      'Email.Smtp.Retries': 3,
    });
    expect(Object.keys(set)).toEqual(['smtpHost', 'smtpUsername', 'secureConnection']);
    expect(left).toEqual([
      { name: 'Email.Smtp.Port', why: expect.stringContaining('65535') as string },
      { name: 'Email.Smtp.Password', why: expect.stringContaining('--password-stdin') as string },
      { name: 'Email.Smtp.Retries', why: expect.stringContaining('no such setting') as string },
    ]);
  });
});

describe('settings of Alertmanager', () => {
  it('are read from global, server and port apart, TLS required by default', () => {
    const { kind, set, left } = readImport({
      global: {
        resolve_timeout: '5m',
        smtp_smarthost: '[2001:db8::25]:2525',
        smtp_from: 'Alerts <alerts@acme.example>',
        smtp_auth_username: 'alerts',
        smtp_auth_password_file: '/run/secrets/smtp',
        smtp_auth_identity: 'x',
        smtp_tls_config: { insecure_skip_verify: true },
      },
    });
    expect(kind).toBe('alertmanager');
    expect(plain(set)).toEqual({
      smtpHost: '[2001:db8::25]',
      smtpPort: '2525',
      defaultFromAddress: 'alerts@acme.example',
      defaultFromDisplayName: 'Alerts',
      smtpUsername: 'alerts',
      smtpPassword: { reference: 'file:/run/secrets/smtp' },
      secureConnection: true,
    });
    expect(left.map(({ name }) => name)).toEqual(['smtp_auth_identity', 'smtp_tls_config']);
  });

  it('that its own API masks are not taken for a password', () => {
    const { set, left } = readImport({
      global: { smtp_smarthost: 'mx.example:25', smtp_auth_password: '<secret>', smtp_require_tls: false },
    });
    expect(plain(set)).toEqual({ smtpHost: 'mx.example', smtpPort: '25', secureConnection: 'false' });
    expect(left.map(({ name }) => name)).toEqual(['smtp_auth_password']);
  });
});

describe('settings of Grafana', () => {
  it('are read from its section, with its quotes and references', () => {
    const { kind, set, left } = readImport({
      smtp: {
        enabled: true,
        host: 'smtp.acme.example:587',
        user: 'grafana',
        password: '"""#pa;ss"""',
        from_name: 'Grafana',
        startTLS_policy: 'MandatoryStartTLS',
        skip_verify: false,
      },
    });
    expect(kind).toBe('grafana');
    expect(plain(set)).toEqual({
      smtpHost: 'smtp.acme.example',
      smtpPort: '587',
      smtpUsername: 'grafana',
      smtpPassword: '(#pa;ss)',
      defaultFromDisplayName: 'Grafana',
      secureConnection: true,
    });
    expect(left.map(({ name }) => name)).toEqual(['enabled']);
    const { set: other } = readImport({ smtp: { host: 'x.example', password: '$__env{SMTP_PASSWORD}' } });
    expect(other.smtpPassword).toEqual({ reference: 'env:SMTP_PASSWORD' });
  });
});

describe('any other file', () => {
  it.each([null, 'text', [], {}, { smtp: 'x' }, { global: {} }, { value: [1, null] }])(
    'is refused: %j',
    (document) => {
      expect(() => readImport(document)).toThrow(/UiPath Orchestrator, Prometheus Alertmanager, Grafana/);
    },
  );

  it('never breaks it, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const documents = [
          value,
          { global: { smtp_smarthost: value, smtp_from: value } },
          { smtp: { host: value } },
        ];
        for (const document of documents) {
          try {
            readImport(document);
          } catch (error) {
            expect(error).toMatchObject({ code: 'input-invalid' });
          }
        }
      }),
    );
  });

  it('does not show a secret in what it tells', () => {
    const imported = readImport({ 'Email.Smtp.Host': 'x.example', 'Email.Smtp.Password': 'hunter2' });
    expect(JSON.stringify(imported)).not.toContain('hunter2');
  });
});
