import {
  listEndings,
  listOrganizations,
  showConnection,
  viewGathering,
  viewSettings,
  type Organization,
} from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { findLevel } from './find-level.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';
import { viewMessage } from './view-message.ts';
import { tooManyWords } from './too-many-words.ts';

/** `view [host | org NAME]`: what mail goes out with now, where each value comes from, and what is locked. */
export const view: Subcommand = {
  word: 'view',
  aliases: ['voir', 'show'],
  summary: {
    en: 'Shows the settings that apply, where each comes from, and what the host has locked.',
    fr: 'Montre les paramètres en vigueur, l’origine de chacun, et ce que l’hôte a verrouillé.',
  },
  usage: 'view [host | org NAME]',
  examples: [
    {
      words: 'view host',
      meaning: { en: 'what the whole platform sends with', fr: 'ce que toute la plateforme utilise' },
    },
    {
      words: 'view org acme',
      meaning: {
        en: 'what the organization acme sends with',
        fr: 'ce que l’organisation acme utilise',
      },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { words, services, person } = invocation;
    if (words.length > 0) {
      return tooManyWords(invocation, { words: words, example: 'view host' });
    }
    const found = await findLevel(invocation, 'view');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const [settings, connection, endings, gathering] = await Promise.all([
      viewSettings(services, person.actor, { level }),
      showConnection(services, person.actor, { level }),
      listEndings(services, person.actor, { level }),
      viewGathering(services, person.actor, { level }),
    ]);
    const next = await nextStep(invocation, organization);
    const parts = { settings, connection, endings, gathering, organization, next, invocation };
    return { kind: 'answer', message: viewMessage(parts) };
  },
};

/** The other level to look at, as a line that can be typed as it stands. */
async function nextStep(
  { command, texts, services, person }: Invocation,
  organization: Organization | null,
): Promise<string> {
  if (organization !== null) return texts.view.nextFromOrganization(code(`${command.name} view host`));
  const [first] = await listOrganizations(services, person.actor);
  return first === undefined
    ? texts.view.nextWithoutOrganizations(code(`${command.name} help`))
    : texts.view.nextFromHost(code(`${command.name} view org ${first.slug}`));
}
