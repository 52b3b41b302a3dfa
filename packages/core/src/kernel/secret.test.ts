import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.ts';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it.each([
    ['a template string', `${secret}`],
    ['JSON', JSON.stringify({ secret })],
    ['inspect, deep inside an object', inspect({ a: { secret } }, { showHidden: true, depth: 9 })],
    ['String()', String(secret)],
    ['own keys', Object.values(secret).join()],
  ])('shows nothing through %s', (_way, text) => {
    expect(text).not.toContain('hunter2');
  });

  it('gives its value to the one who asks for it by name', () => {
    expect(secret.expose()).toBe('hunter2');
  });
});
