import { ERROR_CODES } from '@postern/core';
import { expect, it } from 'vitest';
import { EXIT_OF_ERROR } from './exit-codes.ts';

it('gives every error code an exit status, and none to what is no error code', () => {
  expect(Object.keys(EXIT_OF_ERROR).sort()).toEqual(Object.keys(ERROR_CODES).sort());
});

it('never calls an error a success', () => {
  expect(Object.values(EXIT_OF_ERROR)).not.toContain(0);
});
