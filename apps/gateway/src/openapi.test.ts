import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { PROBLEMS } from './problems.ts';

const document = openApiDocument({ version: '1.2.3', publicUrl: 'https://postern.example' });

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate({ ...document });
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
  });

  it('says where the gateway is, or leaves it to whoever read it', () => {
    expect(document.servers).toEqual([{ url: 'https://postern.example' }]);
    expect(openApiDocument({ version: '1', publicUrl: null }).servers).toEqual([{ url: '/' }]);
  });

  it('names every status that a webhook can be answered with, and Retry-After where it helps', () => {
    const responses = document.paths?.['/webhooks/{source}']?.post?.responses ?? {};
    expect(Object.keys(responses).sort()).toEqual(
      ['200', '202', '400', '401', '404', '405', '408', '413', '415', '429', '431', '500', '503'].sort(),
    );
    for (const [status, response] of Object.entries(responses)) {
      const again = Object.values(PROBLEMS).some(
        (problem) => String(problem.status) === status && problem.retryAfter !== null,
      );
      expect(['headers' in response, status]).toEqual([again, status]);
    }
  });

  it('offers every schema by name', () => {
    expect(Object.keys(document.components?.schemas ?? {}).sort()).toEqual([
      'Accepted',
      'Liveness',
      'Problem',
      'Readiness',
      'Repeat',
    ]);
  });
});
