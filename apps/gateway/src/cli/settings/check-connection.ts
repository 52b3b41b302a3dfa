import {
  AppError,
  formatDuration,
  MINUTE,
  proveDraft,
  SECOND,
  testSettings,
  UNUSABLE_TEXTS,
  type DiagnosisStage,
  type SettingsTest,
} from '@postern/core';
import type { CommandContext, LevelOptions, NamedLevel } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { levelOf } from '../level-options.ts';
import { adviseOnDomain } from './check-domain.ts';
import { instant, printJson, printLine } from '../print.ts';
import { readDuration } from '../read-duration.ts';
import { arrivalLink, type ArrivalLink } from './arrival-link.ts';

/** Options of `settings test`. */
export interface CheckOptions extends LevelOptions {
  readonly to?: string;
  /** A length of time; true: the usual one. */
  readonly wait?: string | true;
  readonly draft?: true;
  readonly active?: true;
  readonly domain?: true;
  readonly json?: boolean;
}

/** What `--wait` alone stands for, in milliseconds. */
const USUAL_WAIT = 5 * MINUTE;

/**
 * `settings test`: each stage as it ends, then cause and cure, or what the server said; with `wait`, until somebody who has
 * the mail says so.
 * @throws AppError `input-invalid` for a wait without a mail; `configuration-invalid` without `POSTERN_PUBLIC_URL`.
 */
export async function checkConnection(context: CommandContext, options: CheckOptions): Promise<void> {
  const { io, actor } = context;
  const level = await levelOf(context, options);
  const quiet = options.json === true;
  const which = options.draft === true ? 'draft' : options.active === true ? 'active' : 'newest';
  const services = await context.services();
  const link = options.to === undefined ? null : arrivalLink(services, actor, level.level);
  const patience = patienceOf(options, link);
  const test = await testSettings(services, actor, {
    level: level.level,
    which,
    ...(options.to === undefined ? {} : { to: options.to }),
    ...(link === null ? {} : { arrivalUrl: link.url }),
    ...(quiet ? {} : { onStage: (stage) => io.err(stageLine(stage)) }),
  });
  if (!quiet) for (const line of outcomeLines(test, level, options.to)) printLine(io, line);
  const waits = test.outcome === 'passed' && patience !== null;
  if (waits && !quiet) io.err(`Waiting for somebody to press “It arrived” in the mail …\n`);
  const sentAt = services.clock.now();
  const arrivedAt = waits ? ((await link?.wait(patience)) ?? null) : null;
  if (test.outcome !== 'passed' || (waits && arrivedAt === null)) context.exitWith(EXIT.failed);
  if (quiet) {
    printJson(io, patience === null ? test : { ...test, arrivedAt });
    return;
  }
  if (waits) printLine(io, arrivalLine(arrivedAt, { sentAt, patience, to: options.to ?? '' }));
  else if (test.outcome === 'passed' && link !== null) printLine(io, LINK_IN_IT);
  if (options.domain === true) await adviseOnDomain(context, level);
}

/** Null: there is nothing to wait for. */
function patienceOf({ wait, to }: CheckOptions, link: ArrivalLink | null): number | null {
  if (wait === undefined) return null;
  if (to === undefined)
    throw new AppError('input-invalid', 'There is only something to wait for with a mail: add --to ADDRESS.');
  if (link === null)
    throw new AppError(
      'configuration-invalid',
      'The mail needs a link back here. Set POSTERN_PUBLIC_URL to how the world reaches the gateway, such as https://postern.example.com, here and where the gateway runs.',
    );
  return wait === true ? USUAL_WAIT : readDuration(wait);
}

const LINK_IN_IT =
  'The mail has a link “It arrived”: once it is pressed, postern settings history says so. With --wait, this command does.';

function arrivalLine(
  arrivedAt: number | null,
  { sentAt, patience, to }: { readonly sentAt: number; readonly patience: number; readonly to: string },
): string {
  if (arrivedAt !== null) {
    const seconds = Math.max(0, Math.round((arrivedAt - sentAt) / SECOND));
    return `It arrived: somebody who has the mail to ${to} pressed the button of its page at ${instant(arrivedAt)}, ${String(seconds)} s after it was sent. Programs that only open links do not press it.`;
  }
  return `Nobody has said within ${formatDuration(patience, 'en')} that it arrived: that proves nothing yet. Look into the mailbox of ${to} and its spam folder. The link stays good for 7 days, and postern settings history shows when it is pressed; its page is the gateway’s, so that must run, and be reached at POSTERN_PUBLIC_URL.`;
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

const TEST_AGAIN =
  'What is tried again by itself is mail that waits, not this test: repeat it in a few minutes.';

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
        : [
            `Cause: ${test.verdict.cause.en} [${test.verdict.reason}]`,
            `Cure:  ${test.verdict.cure.en}`,
            // The cure speaks of mail that waits; who tests waits for a test.
            ...(test.verdict.kind === 'transient' ? [TEST_AGAIN] : []),
          ];
    default:
      return test satisfies never;
  }
}
