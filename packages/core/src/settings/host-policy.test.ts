import { describe, expect, it } from 'vitest';
import { floorsMissed, fromIsAllowed, isLocked } from './host-policy.ts';
import { OPEN_POLICY } from './mail-settings.ts';

const connection = { smtpHost: 'smtp.acme.example', smtpPort: 587, secureConnection: true };

describe('locks', () => {
  it('a lock on any connection field locks the whole connection and no sender field', () => {
    const policy = { ...OPEN_POLICY, locks: ['smtpPort' as const] };
    expect(isLocked(policy, 'smtpHost')).toBe(true);
    expect(isLocked(policy, 'smtpPassword')).toBe(true);
    expect(isLocked(policy, 'replyTo')).toBe(false);
  });

  it('a lock on a sender field locks that field alone', () => {
    const policy = { ...OPEN_POLICY, locks: ['replyTo' as const] };
    expect(isLocked(policy, 'replyTo')).toBe(true);
    expect(isLocked(policy, 'defaultFromAddress')).toBe(false);
    expect(isLocked(policy, 'smtpHost')).toBe(false);
  });
});

describe('floors', () => {
  it('an open policy has none', () => {
    expect(floorsMissed({ ...connection, secureConnection: false, smtpPort: 1 }, OPEN_POLICY)).toEqual([]);
    expect(fromIsAllowed('a@anywhere.example', OPEN_POLICY)).toBe(true);
  });

  it('are told all at once', () => {
    const policy = {
      ...OPEN_POLICY,
      requireSecureConnection: true,
      allowedPorts: [587],
      allowedServers: ['other.example'],
    };
    expect(floorsMissed({ ...connection, secureConnection: false, smtpPort: 25 }, policy)).toEqual([
      'secure-connection-required',
      'port-not-allowed',
      'server-not-allowed',
    ]);
  });

  it.each([
    ['smtp.acme.example', 'smtp.acme.example', true],
    ['SMTP.Acme.example.', 'smtp.acme.example', true],
    ['smtp.acme.example', '*.acme.example', true],
    ['a.b.acme.example', '*.acme.example', true],
    ['acme.example', '*.acme.example', false],
    ['evilacme.example', '*.acme.example', false],
    ['smtp.acme.example.evil.example', 'smtp.acme.example', false],
    ['bücher.example', 'xn--bcher-kva.example', true],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['2001:DB8::25', '2001:db8::25', true],
    ['[2001:db8::25]', '2001:db8::/32', true],
    ['smtp.acme.example', '0.0.0.0/0', false],
    ['10.1.2.3', '*.2.3', false],
  ])('server %s under %s: %s', (smtpHost, allowed, fits) => {
    const missed = floorsMissed({ ...connection, smtpHost }, { ...OPEN_POLICY, allowedServers: [allowed] });
    expect(missed).toEqual(fits ? [] : ['server-not-allowed']);
  });

  it.each([
    ['robots@Acme.Example', true],
    ['robots@sub.acme.example', false],
    ['robots@acme.example.evil.example', false],
    ['robots@bücher.example', true],
  ])('from %s: %s', (address, allowed) => {
    const policy = { ...OPEN_POLICY, allowedFromDomains: ['acme.example', 'xn--bcher-kva.example'] };
    expect(fromIsAllowed(address, policy)).toBe(allowed);
  });
});
