import type { Acceptance, Verification } from '@postern/core';
import type { ProblemCode } from '../problems.ts';

/** Why a request was not taken for authentic: for logs and metrics, never for the sender. */
export type UnauthorizedReason = Extract<Verification, { readonly ok: false }>['reason'];

/** What became of a webhook, as counted: a closed set. */
export type WebhookOutcome =
  Acceptance['kind'] | UnauthorizedReason | ProblemCode | 'limited' | 'sender-gone';
