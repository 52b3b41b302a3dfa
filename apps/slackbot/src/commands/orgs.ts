import {
  addOrganization,
  levelKey,
  listChannels,
  listOrganizations,
  organizationLevel,
  type ChannelBinding,
  type Organization,
} from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import { plainText } from '../blocks/plain-text.ts';
import { bindHere, mention, unbindHere } from './bind-words.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';
import { PAGE, takePage } from './take-page.ts';
import { tooManyWords } from './too-many-words.ts';

const PER_PAGE = 25;

const BIND = ['bind', 'lier'];
const UNBIND = ['unbind', 'détacher', 'detacher'];

/** `orgs`: the organizations that the person administers; `orgs add SHORT-NAME NAME` adds one; `orgs bind` gives one a channel. */
export const orgs: Subcommand = {
  word: 'orgs',
  aliases: ['organisations', 'organizations'],
  summary: {
    en: 'Lists the organizations, adds one, or gives one a channel.',
    fr: 'Liste les organisations, en ajoute une, ou lui donne un canal.',
  },
  usage: 'orgs [add SHORT-NAME NAME | bind NAME [#CHANNEL] | unbind [NAME]]',
  examples: [
    { words: 'orgs', meaning: { en: 'those that you administer', fr: 'celles que vous administrez' } },
    {
      words: 'orgs add acme "Acme SA"',
      meaning: { en: 'a new organization', fr: 'une nouvelle organisation' },
    },
    {
      words: 'orgs bind acme',
      meaning: {
        en: 'this channel is told when mail of acme fails',
        fr: 'ce canal apprend les échecs du courrier d’acme',
      },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, texts, person, services } = invocation;
    const { rest, cursor } = takePage(invocation.words);
    const [verb, ...words] = rest;
    if (verb === undefined) {
      const all = await listOrganizations(services, person.actor);
      const channels = await listChannels(services, person.actor);
      return listAnswer(all, { invocation, channels, from: pageStart(all, cursor) });
    }
    if (BIND.includes(verb.text.toLowerCase())) return bindHere(invocation, words);
    if (UNBIND.includes(verb.text.toLowerCase())) return unbindHere(invocation, words);
    if (!['add', 'ajouter'].includes(verb.text.toLowerCase())) {
      return tooManyWords(invocation, { words: rest, example: 'orgs' });
    }
    if (invocation.level !== null)
      return {
        kind: 'problem',
        problem: texts.system.nameUnquoted(code(`${command.name} orgs add acme "Acme Host Ltd"`)),
      };
    const [slug, ...name] = words.map(({ text }) => text);
    if (slug === undefined || name.length === 0)
      return {
        kind: 'problem',
        problem: texts.system.addIncomplete(code(`${command.name} orgs add acme "Acme SA"`)),
      };
    const added = await addOrganization(services, person.actor, {
      slug,
      name: name.join(' '),
      language: person.language,
    });
    const lineOf = linesOf(command, added);
    const line = texts.system.organizationAdded(escapeMrkdwn(added.name));
    return {
      kind: 'answer',
      message: {
        text: plainText([line]),
        blocks: [
          header(texts.view.title(added.name)),
          ...sections([line]),
          ...buttons([{ text: texts.test.settings, line: lineOf(['view']) }]),
        ],
      },
    };
  },
};

/** The page begins behind the short name in the cursor, so that one that is added meanwhile moves nothing. */
function pageStart(all: readonly Organization[], cursor: string | null): number {
  if (cursor === null) return 0;
  const at = all.findIndex(({ slug }) => slug > cursor);
  return at === -1 ? all.length : at;
}

function listAnswer(
  all: readonly Organization[],
  {
    invocation,
    channels,
    from,
  }: {
    readonly invocation: Invocation;
    readonly channels: readonly ChannelBinding[];
    readonly from: number;
  },
): Outcome {
  const { command, texts, person } = invocation;
  const shown = all.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const title = texts.system.organizationsTitle(all.length);
  const lines =
    all.length === 0
      ? [texts.system.noOrganizations(code(`${command.name} orgs add acme "Acme SA"`))]
      : shown.map(({ id, slug, name, timeZone }) => {
          const channel = channels.find(
            ({ level, teamId }) =>
              levelKey(level) === levelKey(organizationLevel(id)) && teamId === person.teamId,
          );
          const toldIn = channel === undefined ? [] : [texts.channel.toldIn(mention(channel.channelId))];
          return [`*${escapeMrkdwn(name)}*`, code(slug), timeZone, ...toldIn].join(' · ');
        });
  const line = (typed: string) => ({ command: command.name, typed });
  const row = [
    ...(last === undefined || from + PER_PAGE >= all.length
      ? []
      : [{ text: texts.system.next, line: line(`orgs ${PAGE}${last.slug}`) }]),
    ...(from === 0 ? [] : [{ text: texts.system.first, line: line('orgs') }]),
  ];
  return {
    kind: 'answer',
    message: {
      text: plainText([title, ...lines]),
      blocks: [header(title), ...sections(lines), ...buttons(row)],
    },
  };
}
