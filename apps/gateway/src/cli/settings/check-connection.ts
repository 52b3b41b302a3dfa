import {
  proveDraft,
  testSettings,
  UNUSABLE_TEXTS,
  type DiagnosisStage,
  type SettingsTest,
} from '@postern/core';
import type { CommandContext, LevelOptions, NamedLevel } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { levelOf } from '../level-options.ts';
import { adviseOnDomain } from './check-domain.ts';
import { printJson, printLine } from '../print.ts';

/** Options of `settings test`. */
export interface CheckOptions extends LevelOptions {
  readonly to?: string;
  readonly draft?: true;
  readonly active?: true;
  readonly domain?: true;
  readonly json?: boolean;
}

/** `settings test`: each stage as it ends, then cause and cure, or what the server said. */
export async function checkConnection(context: CommandContext, options: CheckOptions): Promise<void> {
  const { io, actor } = context;
  const level = await levelOf(context, options);
  const quiet = options.json === true;
  const which = options.draft === true ? 'draft' : options.active === true ? 'active' : 'newest';
  const test = await testSettings(await context.services(), actor, {
    level: level.level,
    which,
    ...(options.to === undefined ? {} : { to: options.to }),
    ...(quiet ? {} : { onStage: (stage) => io.err(stageLine(stage)) }),
  });
  if (test.outcome !== 'passed') context.exitWith(EXIT.failed);
  if (quiet) {
    printJson(io, test);
    return;
  }
  for (const line of outcomeLines(test, level, options.to)) printLine(io, line);
  if (options.domain === true) await adviseOnDomain(context, level);
}

/** Checks the draft that a change has just made, up to MAIL FROM; when it passes, it is active. */
export async function proveChange(
  context: CommandContext,
  { level }: NamedLevel,
  { which, quiet }: { readonly which: 'draft' | 'active'; readonly quiet: boolean },
): Promise<SettingsTest> {
  const { io, actor } = context;
  const services = await context.services();
  const watch = quiet ? {} : { onStage: (stage: DiagnosisStage) => io.err(stageLine(stage)) };
  const test =
    which === 'draft'
      ? await proveDraft(services, actor, { level, ...watch })
      : await testSettings(services, actor, { level, which, ...watch });
  if (!quiet) for (const line of causeLines(test)) io.err(`${line}\n`);
  return test;
}

const MARK: Readonly<Record<DiagnosisStage['outcome'], string>> = {
  passed: 'ok  ',
  failed: 'FAIL',
  skipped: '–   ',
};

function stageLine({ stage, outcome, took, found }: DiagnosisStage): string {
  const seen = found.length === 0 ? '' : `  ${found.join('; ')}`;
  return `${MARK[outcome]} ${stage.padEnd(15)} ${`${String(Math.round(took))} ms`.padStart(8)}${seen}\n`;
}

function outcomeLines(test: SettingsTest, { name }: NamedLevel, to: string | undefined): readonly string[] {
  if (test.outcome !== 'passed') return causeLines(test);
  const server = `${test.server.host}:${String(test.server.port)}`;
  const proved =
    to === undefined
      ? `${server} lets us send, as far as it tells before a mail. Add --to ADDRESS to send one.`
      : `${server} accepted a mail to ${to}${queueWords(test.stages)}. Message-ID: <${test.messageId ?? ''}>. That proves that it was taken, not that it arrived: look into the mailbox.`;
  const state = test.activated
    ? [`Revision ${String(test.revision.number)} of ${name} is active now.`]
    : test.notActivated === null
      ? []
      : [`It is not active: ${test.notActivated}`];
  return [proved, ...state];
}

function queueWords(stages: readonly DiagnosisStage[]): string {
  const reply = stages.find(({ stage, outcome }) => stage === 'reply' && outcome === 'passed');
  return reply === undefined || reply.found.length === 0 ? '' : ` (${reply.found.join('; ')})`;
}

function causeLines(test: SettingsTest): readonly string[] {
  switch (test.outcome) {
    case 'passed':
      return [];
    case 'too-often':
      return [`There were too many tests. Try again in ${String(Math.ceil(test.wait / 1_000))} s.`];
    case 'unusable':
      return ['There is nothing to test.', ...test.reasons.map((reason) => UNUSABLE_TEXTS[reason].en)];
    case 'secret-closed':
      return [`A secret cannot be used. ${test.text}`];
    case 'failed':
      return test.verdict === null
        ? ['The test failed.']
        : [`Cause: ${test.verdict.cause.en} [${test.verdict.reason}]`, `Cure:  ${test.verdict.cure.en}`];
    default:
      return test satisfies never;
  }
}
