import type { Level, Organization } from '@postern/core';
import { askFirst } from './ask-first.ts';
import type { ChangeScene } from './change-answer.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome } from './subcommand.ts';

/** A level with everything that is needed to change it and to tell of it. */
export interface LevelScene extends ChangeScene {
  readonly level: Level;
  /** Null: the host. */
  readonly organization: Organization | null;
}

/** Whether something is done at once, after a question, or not at all since there is nothing to do. */
export type Consideration =
  | { readonly kind: 'do' }
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'nothing'; readonly answer: Outcome };

/** A change that may need a question. */
export interface Plan {
  /** The line, without the level and `confirm`; its first word is the subcommand's. */
  readonly words: readonly [string, ...string[]];
  readonly confirmed: boolean;
  /** The line that leads back, without the level. */
  readonly instead: readonly string[];
  /** Asked unless it is confirmed. */
  consider(scene: LevelScene): Promise<Consideration>;
  act(scene: LevelScene): Promise<Outcome>;
}

/** Finds the level, asks first where that is due, and else does it. */
export async function askOrDo(invocation: Invocation, plan: Plan): Promise<Outcome> {
  const { command, texts } = invocation;
  const found = await findLevel(invocation, plan.words[0]);
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const name = organization?.name ?? texts.view.host;
  const lineOf = linesOf(command, organization);
  const scene: LevelScene = { invocation, name, lineOf, level, organization };
  const considered: Consideration = plan.confirmed ? { kind: 'do' } : await plan.consider(scene);
  switch (considered.kind) {
    case 'do':
      return plan.act(scene);
    case 'nothing':
      return considered.answer;
    case 'ask':
      return askFirst({
        title: texts.view.title(name),
        question: considered.question,
        confirmed: lineOf([...plan.words, 'confirm']),
        instead: lineOf(plan.instead),
        texts,
      });
    default:
      return considered satisfies never;
  }
}
