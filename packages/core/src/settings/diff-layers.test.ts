import { describe, expect, it } from 'vitest';
import { diffLayers } from './diff-layers.ts';
import { EMPTY_LAYER, type Layer } from './mail-settings.ts';

const sealed = { kind: 'sealed', keyId: 'k', box: 'AAAA' } as const;

describe('diffLayers', () => {
  it('tells before and after of plain fields, in the table’s order', () => {
    const before: Layer = {
      values: { replyTo: 'r@a.example', smtpPort: 25, smtpHost: 'a.example' },
      secrets: {},
    };
    const after: Layer = {
      values: { smtpPort: 587, smtpHost: 'a.example', secureConnection: true },
      secrets: {},
    };
    expect(diffLayers(before, after)).toEqual([
      { field: 'smtpPort', before: 25, after: 587 },
      { field: 'secureConnection', before: null, after: true },
      { field: 'replyTo', before: 'r@a.example', after: null },
    ]);
  });

  it.each<[string, Layer['secrets'], Layer['secrets'], readonly [unknown, unknown] | null]>([
    ['set', {}, { smtpPassword: sealed }, [null, 'set']],
    ['replaced', { smtpPassword: sealed }, { smtpPassword: { ...sealed, box: 'BBBB' } }, ['set', 'replaced']],
    [
      'replaced by a reference',
      { smtpPassword: sealed },
      { smtpPassword: { kind: 'reference', reference: 'env:X' } },
      ['set', 'replaced'],
    ],
    ['removed', { smtpPassword: sealed }, {}, ['set', 'removed']],
    ['the same', { smtpPassword: sealed }, { smtpPassword: { ...sealed } }, null],
  ])('tells of secrets only that they were %s', (_what, before, after, expected) => {
    const changes = diffLayers({ ...EMPTY_LAYER, secrets: before }, { ...EMPTY_LAYER, secrets: after });
    expect(changes).toEqual(
      expected === null ? [] : [{ field: 'smtpPassword', before: expected[0], after: expected[1] }],
    );
  });
});
