import { nearestWord } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { shorten } from '../blocks/shorten.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import type { Person } from '../people/person.ts';
import type { Services } from '../services.ts';
import { takeLevel } from '../words/take-level.ts';
import { tokenize } from '../words/tokenize.ts';
import { findSubcommand, wordsOf } from './find-subcommand.ts';
import { mayUse } from './may-use.ts';
import type { Invocation, Outcome, SlashCommand } from './subcommand.ts';
import { withSecretAdvice } from './with-secret-advice.ts';
import { whomToAskText } from './whom-to-ask.ts';

/** What somebody typed behind a slash command. */
export interface Line extends Pick<Invocation, 'responseUrl' | 'origin' | 'show' | 'announce'> {
  readonly command: SlashCommand;
  /** All behind the command's name, as Slack sends it. */
  readonly typed: string;
  readonly person: Person;
}

/**
 * Runs one line. With no words it shows the settings to those who may see them, and help to others.
 * @throws AppError what the use cases throw.
 */
export async function runLine(services: Services, line: Line): Promise<Outcome> {
  const { command, typed, person, ...ways } = line;
  const texts = messagesOf(person.language);
  const tokens = tokenize(typed);
  if (!tokens.ok) {
    const refusal = texts.problems.openQuote(code(tokens.openQuote));
    return problem(withSecretAdvice(refusal, { line: typed, texts }));
  }
  const taken = takeLevel(tokens.words);
  if (!taken.ok) {
    const example = code(`${command.name} ${command.whenEmpty} org acme`);
    return problem(
      taken.problem === 'two-levels'
        ? texts.problems.twoLevels(example)
        : texts.problems.organizationNameMissing(example),
    );
  }
  const [first, ...words] = taken.rest;
  // One of the words before it is the subcommand's.
  const levelPlace = taken.place === null ? null : { ...taken.place, at: Math.max(0, taken.place.at - 1) };
  const word = first?.text ?? (mayUse('administrators', person.actor.roles) ? command.whenEmpty : 'help');
  const subcommand = findSubcommand(command, word);
  if (subcommand === null) return problem(unknownWord(line, word));
  if (!mayUse(subcommand.audience, person.actor.roles))
    return problem(texts.problems.administratorsOnly(whomToAskText(person, texts)));
  const { level } = taken;
  return subcommand.run({ command, words, level, levelPlace, person, texts, services, ...ways });
}

function unknownWord({ command, person }: Line, word: string): ProblemText {
  const { problems } = messagesOf(person.language);
  const near = nearestWord(word, wordsOf(command));
  const shown = code(shorten(word, 60));
  return near === null
    ? problems.unknownWord(shown, code(`${command.name} help`))
    : problems.unknownWordNear(shown, code(`${command.name} ${near}`));
}

function problem(text: ProblemText): Outcome {
  return { kind: 'problem', problem: text };
}
