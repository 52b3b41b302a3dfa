import { changeSettings, fieldOf, type FieldKey } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { shorten } from '../blocks/shorten.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import { readAssignments, type Assignments } from '../words/read-assignments.ts';
import { writeLine } from '../words/write-line.ts';
import { changeAnswer } from './change-answer.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import { withSecretAdvice } from './with-secret-advice.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';

/** `set FIELD VALUE …`: sets fields of one level, all or none. */
export const set: Subcommand = {
  word: 'set',
  aliases: ['définir', 'definir'],
  summary: {
    en: 'Sets one or more fields of a level. A changed connection waits for its test; the sender applies at once.',
    fr: 'Définit un ou plusieurs champs d’un niveau. Une connexion modifiée attend son test ; l’expéditeur s’applique aussitôt.',
  },
  usage: 'set FIELD VALUE [FIELD VALUE …] [host | org NAME]',
  examples: [
    {
      words: 'set smtp-host smtp.example.com smtp-port 587 host',
      meaning: { en: 'the server of the whole platform', fr: 'le serveur de toute la plateforme' },
    },
    {
      words: 'set default-from-display-name "Acme robots" org acme',
      meaning: { en: 'the sender’s name of acme', fr: 'le nom d’expéditeur de acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, words, texts, person, services } = invocation;
    const assignments = readAssignments(words, invocation.levelPlace);
    if (!assignments.ok) {
      const problem = assignmentProblem(assignments, invocation);
      const line = words.map(({ text }) => text).join(' ');
      const told =
        assignments.problem === 'secret-typed' ? problem : withSecretAdvice(problem, { line, texts });
      return { kind: 'problem', problem: told };
    }
    const found = await findLevel(invocation, 'set');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const change = await changeSettings(services, person.actor, { level, set: assignments.set, unset: [] });
    const name = organization?.name ?? texts.view.host;
    return changeAnswer(change, {
      scene: { invocation, name, lineOf: linesOf(command, organization) },
      saved: texts.change.saved(texts.list(assignments.keys.map((key) => code(fieldOf(key).name)))),
    });
  },
};

/** What is wrong with the fields that were typed; the value of a secret is in none of it. */
function assignmentProblem(
  problem: Exclude<Assignments, { readonly ok: true }>,
  { command, texts: { change } }: Invocation,
): ProblemText {
  const example = (key: FieldKey) => code(`${command.name} set ${exampleOf(key)}`);
  const page = (key: FieldKey) => code(`${command.name} ${writeLine(['secret', fieldOf(key).name])}`);
  const named = (key: FieldKey) => code(fieldOf(key).name);
  switch (problem.problem) {
    case 'nothing':
      return change.nothingToSet(example('smtpHost'));
    case 'unknown': {
      const word = code(shorten(problem.word, 60));
      if (problem.near === null && problem.place > 1)
        return change.strayWord(problem.place, example('defaultFromDisplayName'));
      if (problem.near === null) return change.unknownField(word, code(`${command.name} view`));
      return change.nearField(word, named(problem.near), example(problem.near));
    }
    case 'value-missing':
      return change.valueMissing(named(problem.key), example(problem.key));
    case 'level-in-value':
      return change.levelInValue(named(problem.key), code(quotedExample(command.name, problem.key)));
    case 'given-twice':
      return change.givenTwice(named(problem.key));
    case 'secret-typed':
      return change.secretTyped(named(problem.key), page(problem.key), example(problem.key));
    default:
      return problem satisfies never;
  }
}

function quotedExample(command: string, key: FieldKey): string {
  const { name, example } = fieldOf(key);
  return `${command} set ${name} "${example}" host`;
}

function exampleOf(key: FieldKey): string {
  const { name, example } = fieldOf(key);
  // A certificate does not fit on a line.
  return example.includes('\n') ? `${name} "-----BEGIN CERTIFICATE----- …"` : writeLine([name, example]);
}
