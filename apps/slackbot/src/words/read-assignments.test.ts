import { FIELDS } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { fieldNamed, readAssignments } from './read-assignments.ts';
import { tokenize } from './tokenize.ts';

function read(typed: string) {
  const tokens = tokenize(typed);
  return tokens.ok ? readAssignments(tokens.words) : tokens;
}

describe('fields on a line', () => {
  it('are read as pairs of words and as assignments, in any mix', () => {
    expect(read('smtp-host=smtp.example.com smtpPort 587 default-from-display-name "Acme robots"')).toEqual({
      ok: true,
      set: { smtpHost: 'smtp.example.com', smtpPort: '587', defaultFromDisplayName: 'Acme robots' },
      keys: ['smtpHost', 'smtpPort', 'defaultFromDisplayName'],
    });
  });

  it('are found by their labels in English and French, without accents and case', () => {
    for (const { key, label } of FIELDS) {
      expect(fieldNamed(label.en.toUpperCase())).toBe(key);
      expect(fieldNamed(label.fr.replaceAll(' ', '-'))).toBe(key);
    }
    expect(fieldNamed('hote-smtp')).toBe('smtpHost');
    expect(fieldNamed('hotel')).toBeNull();
  });

  it('take a reference for a secret, and never a secret itself', () => {
    expect(read('smtp-password env:SMTP_PASSWORD')).toMatchObject({
      set: { smtpPassword: { reference: 'env:SMTP_PASSWORD' } },
    });
    for (const typed of ['smtp-password hunter2', 'smtp-password=hunter2', 'Email.Smtp.Password hunter2']) {
      const problem = read(typed);
      expect(problem).toEqual({ ok: false, problem: 'secret-typed', key: 'smtpPassword' });
      expect(JSON.stringify(problem)).not.toContain('hunter2');
    }
  });

  it('say what is missing or unknown', () => {
    expect(read('')).toEqual({ ok: false, problem: 'nothing' });
    expect(read('smtp-port')).toEqual({ ok: false, problem: 'value-missing', key: 'smtpPort' });
    expect(read('smtp-port 1 SMTP_PORT=2')).toEqual({ ok: false, problem: 'given-twice', key: 'smtpPort' });
    expect(read('smtp-port=')).toEqual({ ok: false, problem: 'value-missing', key: 'smtpPort' });
    expect(read('smtp-prot 587')).toEqual({
      ok: false,
      problem: 'unknown',
      word: 'smtp-prot',
      near: 'smtpPort',
      place: 1,
    });
  });
});
