import type { Actor } from '@postern/core';
import type { Services } from '../services.ts';

/** What one look of the doctor found. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was seen. */
  readonly seen: string;
  /** What to do; null when all is well. */
  readonly cure: string | null;
}

/** What a check may look at. */
export interface DoctorContext {
  readonly services: Services;
  readonly actor: Actor;
  /** Milliseconds that a check may wait for something outside. */
  readonly patience: number;
}

/** One thing that goes wrong in practice. */
export type DoctorCheck = (context: DoctorContext) => Promise<readonly Finding[]>;

/** All is well. */
export function ok(check: string, seen: string): Finding {
  return { check, state: 'ok', seen, cure: null };
}

/** Worth a look. */
export function warning(check: string, seen: string, cure: string): Finding {
  return { check, state: 'warning', seen, cure };
}

/** Wrong. */
export function failed(check: string, seen: string, cure: string): Finding {
  return { check, state: 'failed', seen, cure };
}
