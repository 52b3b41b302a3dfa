import {
  findLevelOfChannel,
  levelKey,
  listIncidents,
  listOrganizations,
  organizationLevel,
  type Incident,
  type Organization,
} from '@postern/core';
import { escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { incidentLines } from '../../incidents/incident-lines.ts';
import { incidentButtons, incidentTitle } from '../../incidents/incident-message.ts';
import { writeLine } from '../../words/write-line.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';

const PER_PAGE = 8;

/** `incidents`: what is wrong at a level now. */
export const incidents: Subcommand = {
  word: 'incidents',
  aliases: ['pannes'],
  summary: {
    en: 'Lists what is wrong now: servers, mail that waits or failed, silent sources, certificates.',
    fr: 'Liste ce qui ne va pas : serveurs, courrier en attente ou en échec, sources muettes, certificats.',
  },
  usage: 'incidents [host | org NAME]',
  examples: [
    {
      words: 'incidents org acme',
      meaning: { en: 'what is wrong at acme', fr: 'ce qui ne va pas chez acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, texts, person, services } = invocation;
    const { rest, cursor } = takePage(invocation.words);
    if (rest.length > 0) return tooManyWords(invocation, { words: rest, example: 'incidents' });
    const everywhere =
      invocation.level === null &&
      person.actor.roles.systemAdministrator &&
      (await findLevelOfChannel(services, person.actor, person)) === null;
    const found = everywhere ? null : await findLevel(invocation, 'incidents');
    if (found?.kind === 'problem') return found;
    const page = await listIncidents(services, person.actor, {
      // Whoever runs the system and names no level wants to know of all.
      level: found?.level ?? null,
      limit: PER_PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    const organizations = await listOrganizations(services, person.actor);
    const lineOf =
      found === null
        ? (words: readonly string[]) => ({ command: command.name, typed: writeLine(words) })
        : linesOf(command, found.organization);
    const name = found === null ? texts.alerts.everywhere : (found.organization?.name ?? texts.view.host);
    const pages = [
      ...(page.next === null
        ? []
        : [{ text: texts.system.next, line: lineOf(['incidents', `${PAGE}${page.next}`]) }]),
      ...(cursor === null ? [] : [{ text: texts.system.first, line: lineOf(['incidents']) }]),
    ];
    return {
      kind: 'answer',
      message: listMessage({
        title: texts.incident.listTitle(name),
        items: page.items.map((incident) => itemOf(incident, { invocation, organizations })),
        empty: texts.incident.none,
        pages,
      }),
    };
  },
};

function itemOf(
  incident: Incident,
  scene: { readonly invocation: Invocation; readonly organizations: readonly Organization[] },
) {
  const { person, services } = scene.invocation;
  const organization =
    scene.organizations.find(({ id }) => levelKey(organizationLevel(id)) === levelKey(incident.level)) ??
    null;
  const reader = { organization, language: person.language, now: services.clock.now() };
  const title = `*${escapeMrkdwn(incidentTitle(incident, reader))}*`;
  return {
    text: [title, ...incidentLines(incident, reader)].join('\n'),
    row: incidentButtons(incident, reader),
  };
}
