import { describe, expect, it } from 'vitest';
import { isMailAddress, mailAddressSchema, mailboxKey } from './mail-address.ts';

describe('isMailAddress', () => {
  it.each([
    'ops@acme.example',
    'first.last+tag@sub.acme.example',
    "o'brien@acme.example",
    'root@localhost',
    'jürgen@bücher.example',
    '用户@例え.example',
    'ops@xn--bcher-kva.example',
  ])('accepts %s', (address) => {
    expect(isMailAddress(address)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no at sign', 'ops.acme.example'],
    ['no local part', '@acme.example'],
    ['no domain', 'ops@'],
    ['two mailboxes', 'a@acme.example,b@acme.example'],
    ['two mailboxes with a semicolon', 'a@acme.example;b@acme.example'],
    ['a display name', 'Ops <ops@acme.example>'],
    ['angle brackets', '<ops@acme.example>'],
    ['a header break', 'ops@acme.example\r\nBcc: all@acme.example'],
    ['a space', 'o ps@acme.example'],
    ['two dots', 'ops..night@acme.example'],
    ['a dot at the end', 'ops@acme.example.'],
    ['a label that starts with a hyphen', 'ops@-acme.example'],
    ['a bare IPv4 address', 'ops@127.0.0.1'],
    ['a domain literal', 'ops@[127.0.0.1]'],
    ['a quoted local part', '"a b"@acme.example'],
    ['a bidirectional override', 'ops\u202e@acme.example'],
    ['a local part of 65 bytes', `${'a'.repeat(65)}@acme.example`],
    ['255 bytes', `ops@${'a.'.repeat(124)}example`],
  ])('refuses %s', (_what, address) => {
    expect(isMailAddress(address)).toBe(false);
  });
});

describe('mailAddressSchema', () => {
  it('takes off the white space around what a person pasted', () => {
    expect(mailAddressSchema.parse(' ops@acme.example ')).toBe('ops@acme.example');
  });
});

describe('mailboxKey', () => {
  it('ignores case in the domain and keeps it in the local part', () => {
    expect(mailboxKey('Ops@ACME.example')).toBe('Ops@acme.example');
    expect(mailboxKey('Ops@acme.example')).not.toBe(mailboxKey('ops@acme.example'));
  });
});
