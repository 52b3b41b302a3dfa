import { describe, expect, it } from 'vitest';
import { Secret } from '../kernel/secret.ts';
import { parseEdit } from './parse-edit.ts';

describe('parseEdit', () => {
  it('takes field names in any spelling and values as people type them', () => {
    const secret = new Secret('hunter2');
    const { edit, issues } = parseEdit({
      set: { 'smtp-host': 'a.example', smtpPort: '2525', SECURE_CONNECTION: 'off', 'smtp-password': secret },
      unset: ['reply-to', 'replyTo'],
    });
    expect(issues).toEqual([]);
    expect(edit).toEqual({
      values: { smtpHost: 'a.example', smtpPort: 2525, secureConnection: false },
      secrets: { smtpPassword: { kind: 'value', secret } },
      unset: ['replyTo'],
    });
  });

  it('tells everything that is wrong at once, and keeps what could be read', () => {
    const { edit, issues } = parseEdit({
      set: { 'smtp-prot': '25', 'smtp-port': 'smtp', smtpHost: 'a.example', 'smtp-host': 'b.example', x: 1 },
      unset: ['replyto', 'smtp_host', 'replay-to'],
    });
    expect(issues).toEqual([
      {
        path: 'smtp-prot',
        message: 'There is no field of this name. Did you mean smtp-port, as in smtp-port=587?',
      },
      { path: 'smtp-port', message: 'Give a whole number from 1 to 65535, such as 587.' },
      { path: 'x', message: 'There is no field of this name. See the list of fields in the help.' },
      { path: 'smtp-host', message: 'It is given twice. Give it once.' },
      { path: 'smtp-host', message: 'It is both set and unset. Choose one.' },
      { path: 'replay-to', message: expect.stringMatching(/Did you mean reply-to/) as string },
    ]);
    expect(edit.unset).toEqual(['replyTo', 'smtpHost']);
  });

  it('never repeats a secret', () => {
    const { issues } = parseEdit({
      set: { 'smtp-password': 'hunter2', smtpPassword: new Secret('hunter2\n') },
      unset: [],
    });
    expect(issues.length).toBeGreaterThan(0);
    expect(JSON.stringify(issues)).not.toContain('hunter2');
  });
});
