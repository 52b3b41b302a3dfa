import type { IncomingMessage } from 'node:http';
import type { ByteBudget } from './byte-budget.ts';
import { GatheredBytes } from './gathered-bytes.ts';

/** What a body may take. */
export interface BodyLimits {
  /** The largest body, in bytes. */
  readonly bytes: number;
  /** Milliseconds from the first look to the last byte. */
  readonly milliseconds: number;
  /** What all bodies under way may hold together. */
  readonly budget: ByteBudget;
}

/** How reading a body ended. After `too-large`, `timeout` and `no-room` the rest is still unread. */
export type BodyReading =
  | { readonly kind: 'read'; readonly body: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'no-room' }
  /** The sender went away; nobody is left to answer. */
  | { readonly kind: 'aborted' };

/**
 * Reads the raw bytes, as signatures are made over them. Unlike express.raw, which drains a body that is too large
 * before it answers, this one stops at the first byte too many.
 * @param holder whose part of the budget it takes.
 */
export function readBody(request: IncomingMessage, limits: BodyLimits, holder: string): Promise<BodyReading> {
  return new Promise((resolve) => {
    const gathered = new GatheredBytes();
    const timer = setTimeout(() => {
      finish({ kind: 'timeout' });
    }, limits.milliseconds);
    const finish = (reading: BodyReading): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone).pause();
      limits.budget.giveBack(gathered.size, holder);
      resolve(reading);
    };
    const onData = (chunk: Buffer): void => {
      if (gathered.size + chunk.length > limits.bytes) {
        finish({ kind: 'too-large' });
      } else if (limits.budget.take(chunk.length, holder)) {
        gathered.add(chunk);
      } else {
        finish({ kind: 'no-room' });
      }
    };
    const onEnd = (): void => {
      finish({ kind: 'read', body: gathered.whole() });
    };
    const onGone = (): void => {
      finish({ kind: 'aborted' });
    };
    request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
  });
}
