import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { keyEntry, readKeyList } from './key-list.ts';
import { keysFromEnvironment } from './keys-from-environment.ts';
import { newSealingKey } from './sealing-key.ts';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

describe('a list of keys', () => {
  it.each([
    ['commas', `${key('b')},${key('a')}`],
    ['lines', `${key('b')}\n${key('a')}\n`],
    [
      'Windows lines, comments and blanks',
      `# keys\r\n\r\n ${key('b')} \r\n# ${key('c')}\r\n${key('a')},\r\n`,
    ],
  ])('separated by %s keeps its order', (_by, text) => {
    const list = readKeyList(text);
    expect(list.ok && list.keys.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('reads again what it wrote', () => {
    const made = newSealingKey();
    const list = readKeyList(keyEntry(made));
    expect(list.ok && list.keys[0]?.key.equals(made.key)).toBe(true);
  });

  it.each([
    ['', ['It holds no key.']],
    ['# nothing', ['It holds no key.']],
    ['hunter2', ['Entry 1 is not of the form id:base64.']],
    [':AAAA', ['Entry 1 is not of the form id:base64.']],
    ['a b:AAAA', [expect.stringMatching(/^Entry 1 has an id with other characters/)]],
    ['a:c2hvcnQ=', ['Entry 1 ("a") has 5 bytes; a key has 32.']],
    [`${key('a')},${key('a')}`, ['The key id "a" is there twice.']],
    [
      `${key('a')},x,b:AAAA`,
      ['Entry 2 is not of the form id:base64.', 'Entry 3 ("b") has 3 bytes; a key has 32.'],
    ],
  ])('%j has its faults told', (text, problems) => {
    expect(readKeyList(text)).toEqual({ ok: false, problems });
  });

  it('never repeats a key in a fault', () => {
    const bytes = randomBytes(33).toString('base64');
    expect(JSON.stringify(readKeyList(`a:${bytes},${bytes},b b:${bytes}`))).not.toContain(bytes.slice(0, 12));
  });

  it('from the environment is refused as configuration', () => {
    expect(() => keysFromEnvironment(new Secret('x,y'))).toThrow(
      expect.objectContaining({
        code: 'configuration-invalid',
        message:
          'POSTERN_KEYS cannot be used. Entry 1 is not of the form id:base64. Entry 2 is not of the form id:base64.',
      }),
    );
    expect(keysFromEnvironment(new Secret(key('a')))).toHaveLength(1);
  });
});
