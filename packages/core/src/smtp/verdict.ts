import type { Localized } from '../kernel/language.ts';
import { formatReply } from './parse-reply.ts';
import type { SmtpFailure } from './smtp-failure.ts';
import type { VerdictKind, VerdictReason } from './verdict-reason.ts';
import { VERDICT_RULES } from './verdict-rules/all-rules.ts';
import { INTERNAL_RULE } from './verdict-rules/fallback-rules.ts';
import { matches, type VerdictContext } from './verdict-rules/verdict-rule.ts';

export { VERDICT_REASONS, type VerdictKind, type VerdictReason } from './verdict-reason.ts';
export type { VerdictContext } from './verdict-rules/verdict-rule.ts';

/** A failure, judged. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
  /** Cause, for the administrator. */
  readonly cause: Localized;
  /** Cure, for the administrator. */
  readonly cure: Localized;
}

/**
 * Judges a failure: what it means and what to do about it. Pure; every failure has a verdict. `context` is the connection
 * that failed.
 */
export function judge(failure: SmtpFailure, context: VerdictContext): Verdict {
  const rule = VERDICT_RULES.find(({ when }) => matches(when, failure, context)) ?? INTERNAL_RULE;
  return {
    kind: rule.kind,
    reason: rule.reason,
    cause: fillIn(rule.cause, failure, context),
    cure: fillIn(rule.cure, failure, context),
  };
}

function fillIn(text: Localized, failure: SmtpFailure, context: VerdictContext): Localized {
  const { host, port, authentication } = context;
  const values: Readonly<Record<string, string>> = {
    host,
    port: String(port),
    mx: failure.mailServers?.join(', ') ?? '–',
    username: authentication.kind === 'none' ? '–' : (authentication.username ?? '–'),
    reply: failure.reply === null ? failure.text : formatReply(failure.reply),
  };
  const fill = (one: string): string =>
    one.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { en: fill(text.en), fr: fill(text.fr) };
}
