import express, { type Request, type RequestHandler } from 'express';
import type { Reply } from './reply.ts';

/** More than the longest secret takes when every letter of it is escaped, in bytes. */
const MOST_BYTES = 131_072;

/** What became of reading a form; fields that came twice are lists. */
export type FormReading =
  | { readonly ok: true; readonly fields: unknown }
  | {
      readonly ok: false;
      readonly problem: 'request-malformed' | 'body-too-large' | 'content-type-unsupported';
    };

const parse: RequestHandler = express.urlencoded({
  extended: false,
  limit: MOST_BYTES,
  parameterLimit: 10,
  inflate: false,
});

/** Reads `application/x-www-form-urlencoded`, and nothing else. */
export function readForm(request: Request, response: Reply): Promise<FormReading> {
  return new Promise((resolve) => {
    parse(request, response, (error?: unknown) => {
      if (error !== undefined) resolve({ ok: false, problem: problemOf(error) });
      else if (request.is('urlencoded') === false)
        resolve({ ok: false, problem: 'content-type-unsupported' });
      else resolve({ ok: true, fields: request.body });
    });
  });
}

function problemOf(error: unknown): Extract<FormReading, { readonly ok: false }>['problem'] {
  const status = error instanceof Error && 'status' in error ? error.status : 400;
  if (status === 413) return 'body-too-large';
  return status === 415 ? 'content-type-unsupported' : 'request-malformed';
}
