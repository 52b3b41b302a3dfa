import { fieldOf, UNUSABLE_TEXTS, type SettingsChange } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons, type LineButton } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import type { Invocation, Outcome } from './subcommand.ts';

/** Who is told, and about which level. */
export interface ChangeScene {
  readonly invocation: Pick<Invocation, 'texts' | 'person'>;
  /** The level's name, plain. */
  readonly name: string;
  readonly lineOf: (words: readonly string[]) => LineButton['line'];
}

/** What a change came to: what was saved, whether it applies, what is missing, and the next step. */
export function changeAnswer(
  change: SettingsChange,
  told: { readonly scene: ChangeScene; readonly saved: string },
): Outcome {
  return { kind: 'answer', message: changeMessage(change, told) };
}

/** The message of {@link changeAnswer}. */
export function changeMessage(
  change: SettingsChange,
  { scene, saved }: { readonly scene: ChangeScene; readonly saved: string },
): Message {
  const { texts } = scene.invocation;
  const lines =
    change.outcome === 'unchanged' ? [texts.change.unchanged] : [saved, ...stateLines(change, scene)];
  return toldMessage(lines, scene);
}

/** Lines under the level's title, with the test and the settings as next steps. */
export function toldAnswer(lines: readonly string[], scene: ChangeScene): Outcome {
  return { kind: 'answer', message: toldMessage(lines, scene) };
}

function toldMessage(lines: readonly string[], { invocation, name, lineOf }: ChangeScene): Message {
  const { texts } = invocation;
  return {
    text: plainText(lines),
    blocks: [
      header(texts.view.title(name)),
      ...sections(lines),
      ...buttons([
        { text: texts.change.test, line: lineOf(['test']), style: 'primary' },
        { text: texts.test.settings, line: lineOf(['view']) },
      ]),
    ],
  };
}

function stateLines(
  change: Extract<SettingsChange, { readonly outcome: 'saved' }>,
  { invocation: { texts, person } }: ChangeScene,
): readonly string[] {
  const { language } = person;
  const gaps = change.gaps.map((gap) => escapeMrkdwn(UNUSABLE_TEXTS[gap][language]));
  return [
    ...(change.active === null ? [] : [texts.change.active(change.active.number)]),
    ...(change.activated === 'nothing-else-could-send' ? [texts.change.unproven] : []),
    ...(change.drafted && change.draft !== null ? [texts.change.drafted(change.draft.number)] : []),
    ...(gaps.length === 0 ? [] : [texts.view.waits(gaps.join(' '))]),
    ...change.warnings.map(({ field, text }) =>
      texts.view.note(code(fieldOf(field).name), escapeMrkdwn(text[language])),
    ),
  ];
}
