import { describe, expect, it } from 'vitest';
import { newUuidV7 } from './uuid-v7.ts';

describe('newUuidV7', () => {
  it('gives UUIDs of version 7 that sort as they were made', () => {
    const ids = Array.from({ length: 20_000 }, () => newUuidV7());
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
