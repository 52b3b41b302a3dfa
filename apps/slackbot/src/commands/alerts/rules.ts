import { findRule, listRules, pauseRule, resumeRule, type AlertRule } from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { buttons } from '../../blocks/line-button.ts';
import { section } from '../../blocks/message-blocks.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';

const PER_PAGE = 10;
/** Addresses that a line names; `postern rules` shows all. */
const MOST_NAMED = 5;

/** `rules`, `rules pause ID`, `rules resume ID`. */
export const rules: Subcommand = {
  word: 'rules',
  aliases: ['règles', 'regles'],
  summary: {
    en: 'Lists the alert rules of a level; pauses and resumes one.',
    fr: 'Liste les règles d’alerte d’un niveau ; met une règle en pause ou la reprend.',
  },
  usage: 'rules [pause ID | resume ID] [host | org NAME]',
  examples: [
    { words: 'rules org acme', meaning: { en: 'who at acme gets what', fr: 'qui reçoit quoi chez acme' } },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest, cursor } = takePage(invocation.words);
    const [verb, id, ...more] = rest.map(({ text }) => text);
    if (verb === undefined) return listAll(invocation, cursor);
    if (id !== undefined && more.length === 0 && (verb === 'pause' || verb === 'resume'))
      return switchOne(invocation, { verb, id });
    return tooManyWords(invocation, { words: rest, example: 'rules org acme' });
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
        text: ruleText(rule, invocation),
        row: [
          rule.state === 'enabled'
            ? { text: texts.alerts.pause, line: lineOf(['rules', 'pause', rule.id]) }
            : { text: texts.alerts.resume, line: lineOf(['rules', 'resume', rule.id]) },
        ],
      })),
      empty: texts.alerts.noRules(code('postern rules add --help')),
      pages: [
        ...(more ? [{ text: texts.system.next, line: lineOf(['rules', `${PAGE}${last.id}`]) }] : []),
        ...(from === 0 ? [] : [{ text: texts.system.first, line: lineOf(['rules']) }]),
      ],
    }),
  };
}

function ruleText({ name, state, matchers, recipients }: AlertRule, { texts }: Invocation): string {
  const { minimumSeverity, ...lists } = matchers;
  const patterns = Object.values(lists).flat();
  const wanted = [...patterns, ...(minimumSeverity === null ? [] : [`≥ ${minimumSeverity}`])].map(code);
  const named = recipients.slice(0, MOST_NAMED).map(({ address }) => escapeMrkdwn(address));
  const hidden = recipients.length - named.length;
  const addresses = texts.list([...named, ...(hidden === 0 ? [] : [`+${String(hidden)}`])]);
  return `*${escapeMrkdwn(name)}* · ${texts.alerts[state]}\n${wanted.length === 0 ? texts.alerts.everyEvent : wanted.join(' ')}\n${texts.alerts.to(addresses)}`;
}

async function switchOne(
  { command, texts, person, services }: Invocation,
  { verb, id }: { readonly verb: 'pause' | 'resume'; readonly id: string },
): Promise<Outcome> {
  const change = verb === 'pause' ? pauseRule : resumeRule;
  const { outcome } = await change(services, person.actor, id);
  const { name } = await findRule(services, person.actor, id);
  const shown = escapeMrkdwn(name);
  const done = verb === 'pause' ? texts.alerts.rulePaused(shown) : texts.alerts.ruleResumed(shown);
  const line = outcome === 'unchanged' ? texts.alerts.ruleUnchanged(shown) : done;
  const undo = verb === 'pause' ? 'resume' : 'pause';
  return {
    kind: 'answer',
    message: {
      text: plainText([line]),
      blocks: [
        section(line),
        ...buttons([
          { text: texts.alerts[undo], line: { command: command.name, typed: `rules ${undo} ${id}` } },
        ]),
      ],
    },
  };
}
