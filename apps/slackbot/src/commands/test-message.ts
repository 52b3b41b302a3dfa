import { UNUSABLE_TEXTS, type DiagnosisStage, type Language, type SettingsTest } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons, type LineButton } from '../blocks/line-button.ts';
import { context, header, section, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import type { Messages } from '../messages/messages.ts';

/** What a test is about. */
export interface TestScene {
  /** The level's name, plain. */
  readonly name: string;
  readonly address: string | null;
  /** A line of the same command at the same level. */
  readonly lineOf: (words: readonly string[]) => LineButton['line'];
  /** Whether the mail has a link by which it is said to have arrived. */
  readonly hasLink: boolean;
  /** What to go back to when the draft becomes active. */
  readonly activeBefore: number | null;
}

type Finished = Exclude<SettingsTest, { readonly outcome: 'too-often' }>;

/** A test on its way: the stages that have ended. */
export function runningMessage(
  stages: readonly DiagnosisStage[],
  { scene, texts }: { readonly scene: TestScene; readonly texts: Messages },
): Message {
  const lines = stageLines(stages, texts);
  const { running } = texts.test;
  const title = texts.test.title(scene.name);
  return {
    text: plainText([escapeMrkdwn(title), running, ...lines]),
    blocks: [header(title), ...sections(lines), section(running)],
  };
}

/** A test that has ended: what it proved or why it failed, the stages, and what to do next. */
export function finishedMessage(
  test: Finished,
  {
    scene,
    texts,
    language,
  }: { readonly scene: TestScene; readonly texts: Messages; readonly language: Language },
): Message {
  const title = texts.test.title(scene.name);
  const outcome = outcomeLines(test, { scene, texts, language });
  const stages = 'stages' in test ? stageLines(test.stages, texts) : [];
  const row = nextSteps(test, { scene, texts });
  return {
    text: plainText([escapeMrkdwn(title), ...outcome, ...stages]),
    blocks: [
      header(title),
      ...sections(outcome),
      ...(stages.length === 0 ? [] : [{ type: 'divider' as const }, ...sections(stages)]),
      ...buttons(row),
      ...('revision' in test ? [context(texts.test.provenBy(test.revision.number))] : []),
    ],
  };
}

const MARKS: Readonly<Record<DiagnosisStage['outcome'], string>> = {
  passed: ':white_check_mark:',
  failed: ':x:',
  skipped: ':heavy_minus_sign:',
};

function stageLines(stages: readonly DiagnosisStage[], { test }: Messages): readonly string[] {
  return stages.map(({ stage, outcome, took, found, failure }) => {
    // What a failed sign-in was tried by and what was offered stands beside the server's words.
    const seen = [...(failure === null ? [] : [failure.text]), ...found].join(' · ');
    const time = `${String(Math.round(took))} ms`;
    const detail = seen === '' ? '' : `\n      ${escapeMrkdwn(seen)}`;
    return `${MARKS[outcome]} ${test.stages[stage]} (${time})${detail}`;
  });
}

function outcomeLines(
  test: Finished,
  {
    scene,
    texts,
    language,
  }: { readonly scene: TestScene; readonly texts: Messages; readonly language: Language },
): readonly string[] {
  switch (test.outcome) {
    case 'unusable': {
      const reasons = test.reasons.map((reason) => escapeMrkdwn(UNUSABLE_TEXTS[reason][language]));
      return [texts.test.unusable(reasons.join(' '))];
    }
    case 'secret-closed':
      return [texts.test.secretClosed];
    case 'failed':
      return failureLines(test, { texts, language });
    case 'passed':
      return [...provenLines(test, { scene, texts }), ...activationLines(test, texts)];
    default:
      return test satisfies never;
  }
}

type Tried = Extract<Finished, { readonly stages: unknown }>;

function failureLines(
  { verdict, which }: Tried,
  { texts, language }: { readonly texts: Messages; readonly language: Language },
): readonly string[] {
  const words =
    verdict === null
      ? []
      : [
          texts.test.cause(escapeMrkdwn(verdict.cause[language])),
          texts.test.cure(escapeMrkdwn(verdict.cure[language])),
        ];
  const repeat = verdict?.kind === 'transient' ? [texts.test.repeat] : [];
  return [texts.test.failed, ...words, ...repeat, ...(which === 'draft' ? [texts.test.draftWaits] : [])];
}

function provenLines(
  { server: { host, port }, stages, queueId }: Tried,
  { scene, texts }: { readonly scene: TestScene; readonly texts: Messages },
): readonly string[] {
  const server = escapeMrkdwn(`${host}:${String(port)}`);
  if (scene.address === null) {
    const { command, typed } = scene.lineOf(['test', 'you@example.com']);
    return [texts.test.passed(server, code(`${command} ${typed}`))];
  }
  const time = `${String(Math.round(stages.reduce((sum, { took }) => sum + took, 0)))} ms`;
  const accepted =
    queueId === null
      ? texts.test.accepted(server, time)
      : texts.test.acceptedAs(server, escapeMrkdwn(queueId), time);
  return [
    accepted,
    texts.test.lookInto(escapeMrkdwn(scene.address)),
    ...(scene.hasLink ? [texts.link.pressIt] : []),
  ];
}

function activationLines(
  { activated, notActivated, revision }: Tried,
  { test }: Messages,
): readonly string[] {
  if (activated) return [test.activated(revision.number)];
  return notActivated === null ? [] : [test.notActivated(escapeMrkdwn(notActivated))];
}

function nextSteps(
  test: Finished,
  { scene, texts }: { readonly scene: TestScene; readonly texts: Messages },
): readonly LineButton[] {
  const again = scene.address === null ? ['test'] : ['test', scene.address];
  const undo =
    'activated' in test && test.activated && scene.activeBefore !== null
      ? [{ text: texts.test.undo, line: scene.lineOf(['rollback', String(scene.activeBefore)]) }]
      : [];
  return [
    { text: texts.test.again, line: scene.lineOf(again) },
    { text: texts.test.settings, line: scene.lineOf(['view']) },
    ...undo,
  ];
}
