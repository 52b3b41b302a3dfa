import {
  addRule,
  findRule,
  listRules,
  pauseRule,
  removeRule,
  resumeRule,
  ruleMark,
  updateRule,
  type AlertRule,
  type NewRule,
} from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { writeLine } from '../../words/write-line.ts';
import type { Word } from '../../words/word.ts';
import { askFirst, takeConfirmation } from '../ask-first.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { findVerb, unknownVerb } from './find-verb.ts';
import { readRule, type TypedRule } from './read-rule.ts';
import { ruleAnswer } from './rule-answer.ts';
import { rulePreview } from './rule-preview.ts';
import { ruleText, whatAndWhom } from './rule-text.ts';
import { typeRemarks } from './type-remarks.ts';
import { unknownKey } from './unknown-key.ts';

const PER_PAGE = 10;
const EXAMPLE = 'rules add job.faulted severity:error to ops@acme.example';
const EDIT_EXAMPLE = 'rules edit ID process:Invoice';

const VERBS = {
  list: ['lister'],
  add: ['ajouter'],
  show: ['voir', 'montrer'],
  edit: ['set', 'modifier', 'changer'],
  pause: ['suspendre'],
  resume: ['reprendre'],
  remove: ['retirer', 'supprimer', 'delete'],
} as const;

/** `rules`, `rules show|pause|resume|remove ID`, `rules add …`, `rules edit ID …`. */
export const rules: Subcommand = {
  word: 'rules',
  aliases: ['règles', 'regles', 'règle', 'regle', 'rule'],
  summary: {
    en: 'Lists the alert rules of a level; adds, changes, pauses and removes them, with a look at what they would have matched.',
    fr: 'Liste les règles d’alerte d’un niveau ; en ajoute, modifie, suspend et retire, en montrant ce qu’elles auraient retenu.',
  },
  usage:
    'rules [show ID | pause ID | resume ID | remove ID | add [TYPE…] [severity:… process:… robot:… queue:… folder:… tenant:… text:…] to ADDRESS,… [name:… language:… zone:… data:…] | edit ID …] [host | org NAME]',
  examples: [
    { words: 'rules org acme', meaning: { en: 'who at acme gets what', fr: 'qui reçoit quoi chez acme' } },
    {
      words: `${EXAMPLE} org acme`,
      meaning: {
        en: 'mail about faults, after a look at what it would have matched',
        fr: 'du courrier sur les échecs, après un regard sur ce qui aurait été retenu',
      },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest: unpaged, cursor } = takePage(invocation.words);
    const { rest, confirmed } = takeConfirmation(unpaged);
    const [first, ...words] = rest;
    const verb = first === undefined ? 'list' : findVerb(VERBS, first);
    if (verb === null)
      return unknownVerb(invocation, { verbs: VERBS, typed: first?.text ?? '', subcommand: 'rules' });
    if (verb === 'add') return addOne(invocation, { words, confirmed });
    const [id, ...more] = words;
    if (verb === 'list') {
      if (id !== undefined) return tooManyWords(invocation, { words, example: 'rules org acme' });
      return listAll(invocation, cursor);
    }
    if (id === undefined)
      return {
        kind: 'problem',
        problem: invocation.texts.rules.idMissing(code(`${invocation.command.name} rules`)),
      };
    if (verb === 'edit') return editOne(invocation, { id: id.text, words: more, confirmed });
    if (more.length > 0) return tooManyWords(invocation, { words: more, example: `rules ${verb} ID` });
    switch (verb) {
      case 'show':
        return ruleAnswer(invocation, await findRule(invocation.services, invocation.person.actor, id.text));
      case 'pause':
      case 'resume':
        return switchOne(invocation, { verb, id: id.text });
      case 'remove':
        return removeOne(invocation, { id: id.text, confirmed });
      default:
        return verb satisfies never;
    }
  },
};

async function listAll(invocation: Invocation, cursor: string | null): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const found = await findLevel(invocation, 'rules');
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const all = await listRules(services, person.actor, { level });
  // Behind the id in the cursor: a rule that is added or removed meanwhile moves nothing.
  const from = cursor === null ? 0 : all.filter(({ id }) => id <= cursor).length;
  const shown = all.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const lineOf = linesOf(command, organization);
  const more = last !== undefined && from + PER_PAGE < all.length;
  return {
    kind: 'answer',
    message: listMessage({
      title: texts.alerts.rulesTitle(organization?.name ?? texts.view.host),
      items: shown.map((rule) => ({
        text: ruleText(rule, texts),
        row: [
          { text: texts.alerts.open, line: lineOf(['rules', 'show', rule.id]) },
          rule.state === 'enabled'
            ? { text: texts.alerts.pause, line: lineOf(['rules', 'pause', rule.id]) }
            : { text: texts.alerts.resume, line: lineOf(['rules', 'resume', rule.id]) },
        ],
      })),
      empty: texts.rules.none(code(`${command.name} ${EXAMPLE}`)),
      pages: [
        { text: texts.ruleForm.add, line: lineOf(['form']) },
        ...(more ? [{ text: texts.system.next, line: lineOf(['rules', `${PAGE}${last.id}`]) }] : []),
        ...(from === 0 ? [] : [{ text: texts.system.first, line: lineOf(['rules']) }]),
      ],
    }),
  };
}

interface Typed {
  readonly words: readonly Word[];
  readonly confirmed: boolean;
}

async function addOne(invocation: Invocation, { words, confirmed }: Typed): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const found = await findLevel(invocation, 'rules');
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const read = readRule(words);
  if (!read.ok) return unknownKey(invocation, { ...read, subcommand: 'rules' });
  const { recipients } = read.rule;
  if (recipients === undefined)
    return { kind: 'problem', problem: texts.rules.recipientMissing(code(`${command.name} ${EXAMPLE}`)) };
  const rule: NewRule = { ...read.rule, level, recipients };
  const lineOf = linesOf(command, organization);
  if (!confirmed)
    return rulePreview(invocation, {
      rule,
      before: null,
      confirmed: lineOf(['rules', 'add', ...words, 'confirm']),
      instead: lineOf(['rules']),
    });
  const saved = await addRule(services, person.actor, rule);
  return ruleAnswer(invocation, saved.rule, {
    told: [texts.rules.added, ...typeRemarks(saved.unknownTypes, texts)],
  });
}

async function editOne(
  invocation: Invocation,
  { id, words, confirmed }: Typed & { readonly id: string },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const before = await findRule(services, person.actor, id);
  const read = readRule(words);
  if (!read.ok) return unknownKey(invocation, { ...read, subcommand: 'rules' });
  if (words.length === 0)
    return { kind: 'problem', problem: texts.rules.changeMissing(code(`${command.name} ${EDIT_EXAMPLE}`)) };
  const { rule: change, mark: typedMark } = read;
  const expectedMark = typedMark ?? ruleMark(before);
  if (!confirmed && expectedMark === ruleMark(before))
    return rulePreview(invocation, {
      rule: changed(before, change),
      before,
      // What is saved is a change of what was looked at.
      confirmed: {
        command: command.name,
        typed: writeLine(['rules', 'edit', id, ...withMark(words, expectedMark), 'confirm']),
      },
      instead: { command: command.name, typed: `rules show ${id}` },
    });
  const saved = await updateRule(services, person.actor, { ruleId: id, expectedMark, ...change });
  const told =
    saved.outcome === 'unchanged'
      ? texts.alerts.ruleUnchanged(escapeMrkdwn(before.name))
      : texts.rules.changed;
  return ruleAnswer(invocation, saved.rule, { told: [told, ...typeRemarks(saved.unknownTypes, texts)] });
}

/** Behind `to` too a word with a key is no address. */
function withMark(words: readonly Word[], mark: string): readonly (Word | string)[] {
  return words.some(({ text }) => text.toLowerCase().startsWith('mark:'))
    ? words
    : [...words, `mark:${mark}`];
}

/** The rule as it would be: what is left out stays. */
function changed(
  { level, name, matchers, recipients, includeData }: AlertRule,
  { matchers: typed, ...change }: TypedRule,
): NewRule {
  const { minimumSeverity, ...lists } = matchers;
  const copied = Object.fromEntries(Object.entries(lists).map(([key, patterns]) => [key, [...patterns]]));
  return {
    level,
    name,
    recipients: [...recipients],
    includeData: [...includeData],
    ...change,
    matchers: { ...copied, minimumSeverity, ...typed },
  };
}

async function switchOne(
  invocation: Invocation,
  { verb, id }: { readonly verb: 'pause' | 'resume'; readonly id: string },
): Promise<Outcome> {
  const { texts, person, services } = invocation;
  const change = verb === 'pause' ? pauseRule : resumeRule;
  const { outcome, rule } = await change(services, person.actor, id);
  const shown = escapeMrkdwn(rule.name);
  const done = verb === 'pause' ? texts.alerts.rulePaused(shown) : texts.alerts.ruleResumed(shown);
  return ruleAnswer(invocation, rule, {
    told: [outcome === 'unchanged' ? texts.alerts.ruleUnchanged(shown) : done],
  });
}

async function removeOne(
  invocation: Invocation,
  { id, confirmed }: { readonly id: string; readonly confirmed: boolean },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const line = (typed: string) => ({ command: command.name, typed });
  if (confirmed) {
    const removed = await removeRule(services, person.actor, id);
    return ruleAnswer(invocation, removed, {
      told: [texts.rules.removed(escapeMrkdwn(removed.name))],
      gone: true,
    });
  }
  const rule = await findRule(services, person.actor, id);
  return askFirst({
    title: texts.rules.oneTitle(rule.name),
    question: `${texts.rules.askRemove}\n${whatAndWhom(rule, texts, 5)}`,
    confirmed: line(`rules remove ${id} confirm`),
    instead: line(`rules show ${id}`),
    texts,
  });
}
