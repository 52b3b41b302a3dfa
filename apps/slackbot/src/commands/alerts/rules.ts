import { findRule, listRules, pauseRule, removeRule, resumeRule } from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { askFirst, takeConfirmation } from '../ask-first.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { ADD_EXAMPLE, addRuleLine } from './add-rule-line.ts';
import { editRuleLine } from './edit-rule-line.ts';
import { findVerb, unknownVerb } from './find-verb.ts';
import { ruleAnswer } from './rule-answer.ts';
import { ruleText, whatAndWhom } from './rule-text.ts';

const PER_PAGE = 10;

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
    'rules [show ID | pause ID | resume ID | remove ID | add [TYPE…] [severity:… process:… robot:… queue:… folder:… tenant:… text:…] to ADDRESS,… [name:… language:… zone:… data:… digest:… hours:… storm:… at-once:… recovery:…] | edit ID …] [host | org NAME]',
  examples: [
    { words: 'rules org acme', meaning: { en: 'who at acme gets what', fr: 'qui reçoit quoi chez acme' } },
    {
      words: 'rules edit ID digest:"daily at 08:00"',
      meaning: {
        en: 'one mail a day instead of one for each event; `hours:"Mon-Fri 08:00-18:00"` and `storm:10/10m` set the pace, too',
        fr: 'un message par jour au lieu d’un par événement ; `hours:"Mon-Fri 08:00-18:00"` et `storm:10/10m` règlent aussi le rythme',
      },
    },
    {
      words: `${ADD_EXAMPLE} org acme`,
      meaning: {
        en: 'mail about faults, after a look at what it would have matched',
        fr: 'du courrier sur les échecs, après un regard sur ce qui aurait été retenu',
      },
    },
    {
      words: 'rules add job.faulted to list:oncall org acme',
      meaning: { en: 'mail to whoever is on a list', fr: 'du courrier à qui figure sur une liste' },
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
    if (verb === 'add') return addRuleLine(invocation, { words, confirmed });
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
    if (verb === 'edit') return editRuleLine(invocation, { id: id.text, words: more, confirmed });
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
      empty: texts.rules.none(code(`${command.name} ${ADD_EXAMPLE}`)),
      pages: [
        { text: texts.ruleForm.add, line: lineOf(['form']) },
        ...(more ? [{ text: texts.system.next, line: lineOf(['rules', `${PAGE}${last.id}`]) }] : []),
        ...(from === 0 ? [] : [{ text: texts.system.first, line: lineOf(['rules']) }]),
      ],
    }),
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
