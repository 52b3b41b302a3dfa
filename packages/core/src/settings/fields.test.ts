import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../kernel/language.ts';
import { FIELDS, fieldOf, findField, isSecretKey, nearestField } from './fields.ts';
import type { FieldKey } from './mail-settings.ts';

/** Complete by its type: a key that is added to the settings and has no row fails the first test. */
const EVERY_KEY: Record<FieldKey, true> = {
  smtpHost: true,
  smtpPort: true,
  secureConnection: true,
  caCertificate: true,
  clientName: true,
  connectTimeout: true,
  maxConnections: true,
  maxMessagesPerMinute: true,
  useDefaultCredentials: true,
  authentication: true,
  smtpUsername: true,
  smtpPassword: true,
  smtpDomain: true,
  oauthTenant: true,
  oauthTokenUrl: true,
  oauthClientId: true,
  oauthClientSecret: true,
  oauthClientSecretExpires: true,
  oauthGrant: true,
  oauthRefreshToken: true,
  oauthServiceAccountKey: true,
  clientCertificate: true,
  clientKey: true,
  oauthClientCertificate: true,
  oauthClientKey: true,
  oauthScope: true,
  defaultFromAddress: true,
  defaultFromDisplayName: true,
  replyTo: true,
  fallbackToHost: true,
};

describe('the field table', () => {
  it('has exactly one row for every setting', () => {
    expect(FIELDS.map((field) => field.key).sort()).toEqual(Object.keys(EVERY_KEY).sort());
  });

  it('names the nine fields of UiPath by the keys that its identity service uses', () => {
    const stems = FIELDS.filter((field) => field.uipathKey !== null).map((field) => [
      field.uipathKey,
      field.key,
    ]);
    expect(Object.fromEntries(stems)).toEqual({
      'Email.Smtp.Host': 'smtpHost',
      'Email.Smtp.Domain': 'smtpDomain',
      'Email.Smtp.Port': 'smtpPort',
      'Email.Smtp.UserName': 'smtpUsername',
      'Email.Smtp.Password': 'smtpPassword',
      'Email.Smtp.FromEmail': 'defaultFromAddress',
      'Email.Smtp.FromDisplayName': 'defaultFromDisplayName',
      'Email.Smtp.EnableSsl': 'secureConnection',
      'Email.Smtp.UseDefaultCredentials': 'useDefaultCredentials',
      'Email.Smtp.ConnectionTimeout': 'connectTimeout',
    });
  });

  describe.each(FIELDS.map((field) => [field.key, field] as const))('%s', (key, field) => {
    it('is named on command lines by its key in kebab-case', () => {
      expect(field.name).toBe(key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    });

    it.each(LANGUAGES)('has its label and help in %s', (language) => {
      expect(field.label[language]).toMatch(/^\S.*\S$/);
      expect(field.help[language]).toMatch(/^\S.*\.$/);
    });

    it('says different things in different languages', () => {
      expect(field.help.fr).not.toBe(field.help.en);
    });

    it('accepts its own example', () => {
      const given = field.kind === 'secret' ? { reference: field.example } : field.example;
      expect(field.schema.safeParse(given).success).toBe(true);
    });

    it('accepts again what it gave', () => {
      if (isSecretKey(key)) return;
      const typed: unknown = field.schema.parse(field.example);
      expect(field.schema.parse(typed)).toEqual(typed);
    });

    it.each([null, undefined, {}, [], Number.NaN, '', '  ', 'a\r\nb: c'])('refuses %j', (value) => {
      const { success, error } = field.schema.safeParse(value);
      expect(success).toBe(false);
      expect(error?.issues.every((issue) => /^[A-Z].*[.?]$/.test(issue.message))).toBe(true);
    });

    it('lists its choices exactly when it is a choice', () => {
      const choices = field.kind === 'secret' ? null : field.choices;
      expect(choices !== null).toBe(field.kind === 'choice');
    });

    it('is found by every spelling of its name', () => {
      for (const word of [key, field.name, field.name.toUpperCase(), field.name.replaceAll('-', '_')])
        expect(findField(word)).toBe(fieldOf(key));
    });
  });
});

describe('findField', () => {
  it('knows the keys that UiPath administrators bring', () => {
    expect(findField('Email.Smtp.EnableSsl')?.key).toBe('secureConnection');
  });

  it('knows no other word', () => {
    expect(findField('constructor')).toBeNull();
    expect(findField('')).toBeNull();
  });
});

describe('nearestField', () => {
  it.each([
    ['smtp-hots', 'smtp-host'],
    ['stmp-port', 'smtp-port'],
    ['port', 'smtp-port'],
    ['password', 'smtp-password'],
    ['from', 'default-from-address'],
    ['default-form-adress', 'default-from-address'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestField(typed)?.name).toBe(meant);
  });

  it('offers nothing for a word far from all', () => {
    expect(nearestField('colour')).toBeNull();
  });
});
