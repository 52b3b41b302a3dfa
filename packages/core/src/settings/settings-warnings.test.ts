import { describe, expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import { OPEN_POLICY, type Layer, type PlainValues } from './mail-settings.ts';
import { resolveSettings } from './resolve-settings.ts';
import { settingsWarnings } from './settings-warnings.ts';

function codes(values: Partial<PlainValues>, secrets: Layer['secrets'] = {}): readonly string[] {
  const host = { revisionId: 'r', revisionNumber: 1, layer: { values, secrets } };
  const effective = resolveSettings({ level: HOST, host, organization: null, policy: OPEN_POLICY });
  return settingsWarnings(effective).map(({ code }) => code);
}

describe('advice on settings', () => {
  it.each<[string, Partial<PlainValues>, readonly string[]]>([
    ['nothing set', {}, []],
    [
      'Gmail with another From',
      { smtpHost: 'SMTP.gmail.com', smtpUsername: 'a@gmail.com', defaultFromAddress: 'b@acme.example' },
      ['gmail-from-differs'],
    ],
    [
      'Gmail with its own From',
      { smtpHost: 'smtp.gmail.com', smtpUsername: 'a@gmail.com', defaultFromAddress: 'A@gmail.com' },
      [],
    ],
    [
      'Gmail’s relay, which takes every address of the domain',
      { smtpHost: 'smtp-relay.gmail.com', smtpUsername: 'a@gmail.com', defaultFromAddress: 'b@acme.example' },
      [],
    ],
    [
      '465 without TLS',
      { smtpHost: 'a.example', smtpPort: 465, secureConnection: false },
      ['port-465-not-secure'],
    ],
    ['465 with TLS', { smtpHost: 'a.example', smtpPort: 465 }, []],
    [
      'a password in clear over the network',
      { smtpHost: 'a.example', secureConnection: false, smtpUsername: 'u' },
      ['credentials-in-clear'],
    ],
    [
      'a password in clear on this machine',
      { smtpHost: '127.0.0.1', secureConnection: false, smtpUsername: 'u' },
      [],
    ],
    [
      'a password in clear on this machine, by IPv6',
      { smtpHost: '[::1]', secureConnection: false, smtpUsername: 'u' },
      [],
    ],
    ['no sign-in in clear', { smtpHost: 'a.example', secureConnection: false }, []],
    [
      'a domain without user name',
      { smtpHost: 'a.example', smtpDomain: 'CORP' },
      ['domain-without-username'],
    ],
  ])('%s', (_what, values, expected) => {
    expect(codes(values)).toEqual(expected);
  });
});
