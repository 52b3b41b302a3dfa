import fc from 'fast-check';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { createAesGcmSealer } from './aes-gcm-sealer.ts';
import { newSealingKey, sealingKey } from './sealing-key.ts';

const [newer, older] = [newSealingKey(), newSealingKey()];
const sealer = createAesGcmSealer([newer, older]);
const secret = new Secret('correct horse');

describe('the sealer', () => {
  it('opens what it sealed, whatever the text and the place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, place) => {
        expect(sealer.open(sealer.seal(new Secret(text), place), place).expose()).toBe(text);
      }),
    );
  });

  it('seals with the first key and opens with every live one', () => {
    expect(sealer.activeKeyId).toBe(newer.id);
    expect(sealer.keyIds).toEqual([newer.id, older.id]);
    expect(sealer.seal(secret, 'p').keyId).toBe(newer.id);
    const before = createAesGcmSealer([older]).seal(secret, 'p');
    expect(sealer.open(before, 'p').expose()).toBe('correct horse');
  });

  it('gives another box every time, none of which shows the secret', () => {
    const boxes = Array.from({ length: 100 }, () => sealer.seal(secret, 'p').box);
    expect(new Set(boxes).size).toBe(100);
    expect(boxes.some((box) => Buffer.from(box, 'base64').includes('correct horse'))).toBe(false);
  });

  it('does not open at another place', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (place, other) => {
        fc.pre(place !== other);
        expect(() => sealer.open(sealer.seal(secret, place), other)).toThrow(/does not open/);
      }),
    );
  });

  it('does not open when any bit of the box was turned', () => {
    const sealed = sealer.seal(secret, 'p');
    const bytes = Buffer.from(sealed.box, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => sealer.open({ ...sealed, box: turned.toString('base64') }, 'p')).toThrow(/does not open/);
    }
  });

  it.each(['', 'AQ==', 'not base64 at all', Buffer.alloc(28).toString('base64')])(
    'does not open the box %j, and says so without its words',
    (box) => {
      expect(() => sealer.open({ keyId: newer.id, box }, 'p')).toThrow(
        expect.objectContaining({ code: 'seal-broken' }),
      );
    },
  );

  it('does not open under another key that took the id', () => {
    const sealed = sealer.seal(secret, 'p');
    const other = createAesGcmSealer([sealingKey(newer.id, new Uint8Array(32))]);
    expect(() => other.open(sealed, 'p')).toThrow(/does not open/);
  });

  it('names the key that is missing', () => {
    const sealed = sealer.seal(secret, 'p');
    expect(() => createAesGcmSealer([older]).open(sealed, 'p')).toThrow(
      expect.objectContaining({ code: 'key-missing', message: expect.stringContaining(newer.id) as string }),
    );
  });

  it('opens what the first release sealed: the form does not change unnoticed', () => {
    const key = sealingKey('k-1', Buffer.alloc(32, 7));
    const sealed = { keyId: 'k-1', box: 'Aac7DShgeWjusy7xQYaX9j9LVdn9QfkPFYYG4DLlTODIYz9k' };
    expect(createAesGcmSealer([key]).open(sealed, 'settings-secret/1 ["host"]').expose()).toBe('hunter2');
  });

  it('needs a key', () => {
    expect(() => createAesGcmSealer([])).toThrow(expect.objectContaining({ code: 'key-unreadable' }));
  });

  it('shows no key when printed', () => {
    const bytes = Buffer.alloc(32, 'K');
    const key = sealingKey('k', bytes);
    const printed =
      inspect([key, createAesGcmSealer([key])], { depth: 9, showHidden: true }) + JSON.stringify(key);
    expect(printed).not.toMatch(/KKKK|4b 4b|S0tL/);
  });
});
