import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../kernel/language.ts';
import { fieldOf } from '../settings/fields.ts';
import { SMTP_PRESETS } from './presets.ts';

describe.each(SMTP_PRESETS)('the preset $id', ({ host, port, secureConnection, name, advice }) => {
  it('fills in what the fields take', () => {
    if (host !== null) expect(fieldOf('smtpHost').schema.safeParse(host).success).toBe(true);
    expect(fieldOf('smtpPort').schema.safeParse(port).success).toBe(true);
    // Off means that a password could go in the clear.
    expect(secureConnection).toBe(true);
  });

  it('says in every language what the provider needs', () => {
    for (const language of LANGUAGES) {
      expect(name[language]).not.toBe('');
      expect(advice[language]).toMatch(/^\p{Lu}.*\.$/u);
    }
    expect(advice.fr).not.toMatch(/\p{L}'\p{L}/u);
  });
});
