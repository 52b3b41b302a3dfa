import { SEVERITIES, type Matchers, type Severity } from '@postern/core';
import { Option, type Command } from 'commander';

/** The matchers of a rule, as commander gives them; each can be given several times. */
export interface MatcherOptions {
  readonly type?: readonly string[];
  readonly severity?: Severity;
  readonly tenant?: readonly string[];
  readonly folder?: readonly string[];
  readonly process?: readonly string[];
  readonly robot?: readonly string[];
  readonly queue?: readonly string[];
  readonly text?: readonly string[];
}

/** Adds the matchers to a command. */
export function withMatchers(command: Command): Command {
  return command
    .option('--type <pattern...>', 'event types, such as job.faulted or job.*')
    .addOption(new Option('--severity <severity>', 'this severity or worse').choices(SEVERITIES))
    .option('--process <pattern...>', 'processes, by name or id; * stands for anything')
    .option('--robot <pattern...>', 'robots')
    .option('--queue <pattern...>', 'queues')
    .option('--tenant <pattern...>', 'tenants')
    .option('--folder <pattern...>', 'folders')
    .option('--text <words...>', 'words in the subject or the detail');
}

/** What the options say, in core's words; what is left out is absent. */
export function matchersOf(options: MatcherOptions): Partial<Mutable<Matchers>> {
  const given: Partial<Mutable<Matchers>> = {};
  if (options.severity !== undefined) given.minimumSeverity = options.severity;
  for (const [option, key] of LISTS) {
    const patterns = options[option];
    if (patterns !== undefined) given[key] = patterns.filter((pattern) => pattern !== '');
  }
  return given;
}

/** A rule's matchers in one line. */
export function describeMatchers(matchers: Matchers): string {
  const parts = LISTS.filter(([, key]) => matchers[key].length > 0).map(
    ([option, key]) => `${option} ${matchers[key].join(' or ')}`,
  );
  if (matchers.minimumSeverity !== null) parts.push(`severity ${matchers.minimumSeverity} or worse`);
  return parts.length === 0 ? 'every event' : parts.join(', ');
}

const LISTS = [
  ['type', 'types'],
  ['process', 'processes'],
  ['robot', 'robots'],
  ['queue', 'queues'],
  ['tenant', 'tenants'],
  ['folder', 'folders'],
  ['text', 'texts'],
] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly string[] ? string[] : T[K] };
