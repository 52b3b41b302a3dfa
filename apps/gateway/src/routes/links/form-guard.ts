import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Reply } from '../../http/reply.ts';

/**
 * Keeps other sites from sending our forms (double submit cookie): what a form sends along must be what the browser keeps for
 * this site alone.
 */
export interface FormGuard {
  /** Gives the value for a form that is about to be shown, and has the browser keep it. */
  issue(request: Request<{ token: string }>, response: Reply): string;
  /** Whether the form comes from a page of ours in the same browser. */
  holds(request: Request<{ token: string }>, sent: string): boolean;
}

const BYTES = 32;
const FORM = /^[\w-]{43}$/;

/** @param deps.https the public address is one: then the cookie goes nowhere else, and no neighbouring host can set it. */
export function createFormGuard(deps: {
  readonly https: boolean;
  readonly random: (bytes: number) => Uint8Array;
}): FormGuard {
  const name = deps.https ? '__Host-postern-form' : 'postern-form';
  const path = deps.https ? '/' : '/links';
  return {
    issue(request, response) {
      const value = kept(request, name) ?? Buffer.from(deps.random(BYTES)).toString('base64url');
      response.cookie(name, value, { httpOnly: true, sameSite: 'strict', secure: deps.https, path });
      return value;
    },
    holds(request, sent) {
      const value = kept(request, name);
      if (value === null || !FORM.test(sent)) return false;
      return timingSafeEqual(Buffer.from(value), Buffer.from(sent));
    },
  };
}

function kept(request: Request<{ token: string }>, name: string): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = cookies.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && FORM.test(value) ? value : null;
}
