import { SEVERITIES } from '../events/automation-event.ts';
import type { AlertRule, Matchers } from './alert-rule.ts';
import { compilePattern, foldText, isLiteral } from './compile-pattern.ts';
import { THINGS, type EventView, type Thing } from './event-view.ts';
import type { Mismatch } from './mismatch.ts';

/** A rule made ready to be asked about many events. */
export interface CompiledRule {
  readonly rule: AlertRule;
  /** Null: the rule wants the event; else why not. */
  mismatch(event: EventView): Mismatch | null;
}

type Check = CompiledMatchers;

/** Which matchers speak about which thing. */
export const MATCHERS_OF_THING = {
  process: 'processes',
  queue: 'queues',
  robot: 'robots',
  folder: 'folders',
  tenant: 'tenants',
} as const satisfies Record<Thing, keyof Matchers>;

/** Matchers made ready to be asked about many events. Null: all of them fit; else the first that does not. */
export type CompiledMatchers = (event: EventView) => Mismatch | null;

/** Compiles a rule: one that is paused wants nothing. */
export function compileRule(rule: AlertRule): CompiledRule {
  const mismatch = compileMatchers(rule.matchers);
  return { rule, mismatch: rule.state === 'paused' ? () => 'paused' : mismatch };
}

/** Compiles matchers; they are checked in the order in which people read them: type, severity, things, text. */
export function compileMatchers(matchers: Matchers): CompiledMatchers {
  const checks: Check[] = [checkType(matchers.types)];
  if (matchers.minimumSeverity !== null)
    checks.push(checkSeverity(SEVERITIES.indexOf(matchers.minimumSeverity)));
  for (const thing of THINGS.toReversed()) {
    const patterns = matchers[MATCHERS_OF_THING[thing]];
    if (patterns.length > 0) checks.push(checkThing(thing, patterns));
  }
  if (matchers.texts.length > 0) checks.push(checkText(matchers.texts));
  return (event) => firstMismatch(checks, event);
}

function firstMismatch(checks: readonly Check[], event: EventView): Mismatch | null {
  for (const check of checks) {
    const mismatch = check(event);
    if (mismatch !== null) return mismatch;
  }
  return null;
}

function checkType(patterns: readonly string[]): Check {
  const fits = patterns.map(compilePattern);
  const literals = new Set(patterns.filter(isLiteral).map(foldText));
  return ({ type, audience }) => {
    if (audience === 'addressee') return 'addressed-to-a-person';
    if (literals.has(type)) return null;
    if (patterns.length > 0 && !fits.some((fit) => fit(type))) return 'type';
    return audience === 'exact-rules' ? 'type-not-spelled-out' : null;
  };
}

function checkSeverity(minimum: number): Check {
  return ({ severity }) => (severity >= minimum ? null : 'severity');
}

function checkThing(thing: Thing, patterns: readonly string[]): Check {
  const fits = patterns.map(compilePattern);
  return ({ things }) => (things[thing].some((word) => fits.some((fit) => fit(word))) ? null : thing);
}

function checkText(texts: readonly string[]): Check {
  const fits = texts.map((text) => compilePattern(`*${text}*`));
  return (event) => (fits.some((fit) => fit(event.text())) ? null : 'text');
}
