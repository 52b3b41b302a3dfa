import { FIELDS, LANGUAGES, type EffectiveField } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../messages/messages-of.ts';
import { settingRows } from './setting-rows.ts';

/** Every field with the longest value there is of its kind, from the organization, and locked. */
const FULL: readonly EffectiveField[] = FIELDS.map(({ key, group, kind }) => ({
  key,
  group,
  value: kind === 'secret' ? null : 'x'.repeat(2_000),
  secret: kind === 'secret' ? { reference: `env:${'X'.repeat(100)}` } : null,
  origin: 'organization',
  locked: true,
}));

describe.each(LANGUAGES)('settingRows in %s', (language) => {
  const reader = { language, texts: messagesOf(language) };

  it('fit into one table of Slack’s, whatever is set', () => {
    const cells = settingRows(FULL, reader).flatMap((row) => Object.values(row) as string[]);
    expect(cells.join('').length).toBeLessThan(10_000);
    expect(cells.join('')).toContain('2000');
  });

  it('leave out what is neither set nor locked', () => {
    const bare = FULL.map((field) => ({
      ...field,
      value: null,
      secret: field.secret && ('not-set' as const),
      locked: field.key === 'replyTo',
    }));
    const rows = settingRows(bare, reader);
    expect(rows.map(({ value }) => value)).toEqual([reader.texts.view.notSet]);
  });
});
