import { claimAccess, Secret } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import { buttons } from '../../blocks/line-button.ts';
import { section } from '../../blocks/message-blocks.ts';
import { plainText } from '../../blocks/plain-text.ts';
import type { Outcome, Subcommand } from '../subcommand.ts';

const EXAMPLE = 'claim 7Q2M-0XKD-93FB-VW5T';

/** `claim CODE`: makes who has the gateway's code the first system administrator. */
export const claim: Subcommand = {
  word: 'claim',
  aliases: ['revendiquer'],
  summary: {
    en: 'Makes you the first system administrator, with the code that the gateway shows when it starts.',
    fr: 'Fait de vous le premier administrateur système, avec le code que la passerelle affiche à son démarrage.',
  },
  usage: 'claim CODE',
  examples: [{ words: EXAMPLE, meaning: { en: 'with that code', fr: 'avec ce code' } }],
  audience: 'everyone',
  async run({ command, words, texts, person, services }): Promise<Outcome> {
    const typed = words.map(({ text }) => text).join('');
    if (typed === '')
      return { kind: 'problem', problem: texts.admins.claimMissing(code(`${command.name} ${EXAMPLE}`)) };
    const outcome = await claimAccess(services, person.actor, new Secret(typed));
    switch (outcome) {
      case 'claimed':
        return {
          kind: 'answer',
          message: {
            text: plainText([texts.admins.claimed]),
            blocks: [
              section(texts.admins.claimed),
              ...buttons([
                { text: texts.test.settings, line: { command: command.name, typed: 'view host' } },
                { text: texts.admins.help, line: { command: command.name, typed: 'help' } },
              ]),
            ],
          },
        };
      case 'not-valid':
        return {
          kind: 'problem',
          problem: texts.admins.claimRefused(code('npx postern admins claim-code')),
        };
      default:
        return outcome satisfies never;
    }
  },
};
