import { bindChannel, listOrganizations, unbindChannel, type Level, type Organization } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Messages } from '../messages/messages.ts';
import type { Word } from '../words/word.ts';
import { findLevel, levelOfChannel, type FoundLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome } from './subcommand.ts';
import { tooManyWords } from './too-many-words.ts';

const CHANNEL = /^<#([CG][A-Z0-9]+)>$/;

/** What `orgs bind` and `orgs unbind` were told. */
interface BindWords {
  /** The channel that was mentioned, else the one in which the line was typed. */
  readonly channelId: string;
  /** The organization that was named behind the word itself. */
  readonly name: Word | null;
}

/** `orgs bind NAME [#CHANNEL]`: the channel is told of the incidents of that level from now on. */
export async function bindHere(invocation: Invocation, words: readonly Word[]): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const read = readWords(invocation, words);
  if (read === null) return tooManyWords(invocation, { words, example: 'orgs bind acme' });
  const found = await namedLevel(invocation, read);
  if (found === null) {
    const example = code(`${command.name} orgs bind acme`);
    return { kind: 'problem', problem: texts.channel.incomplete(example) };
  }
  if (found.kind === 'problem') return found;
  const { channelId } = read;
  if (!/^[CG]/.test(channelId)) {
    const example = code(`${command.name} orgs bind acme #alerts`);
    return { kind: 'problem', problem: texts.channel.noChannelHere(example) };
  }
  const { teamId, language } = person;
  const { level, organization } = found;
  const bound = await bindChannel(services, person.actor, { level, teamId, channelId, language });
  const channel = mention(channelId);
  if (bound.outcome === 'channel-taken') {
    const other = bound.by === null ? null : escapeMrkdwn(await levelName(invocation, bound.by));
    return { kind: 'problem', problem: texts.channel.taken(channel, other) };
  }
  const name = escapeMrkdwn(nameOf(organization, texts));
  if (bound.outcome === 'unchanged') return told([texts.channel.unchanged(name, channel)], invocation, found);
  const posted = await invocation.announce(channelId, announcement(organization, language));
  const lines = [
    texts.channel.bound(name, channel),
    ...(bound.replaced === null ? [] : [texts.channel.movedFrom(mention(bound.replaced.channelId))]),
    ...(posted === 'not-there' ? [texts.channel.inviteFirst(channel, code('/invite @Postern'))] : []),
  ];
  return told(lines, invocation, found);
}

/** `orgs unbind [NAME]`: takes the channel away from the level, from the one of this channel when none is named. */
export async function unbindHere(invocation: Invocation, words: readonly Word[]): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const read = readWords(invocation, words);
  if (read === null) return tooManyWords(invocation, { words, example: 'orgs unbind acme' });
  const found = (await namedLevel(invocation, read)) ?? (await boundLevel(invocation, read));
  if (found === null) {
    const example = code(`${command.name} orgs unbind acme`);
    return { kind: 'problem', problem: texts.channel.nothingBoundHere(example) };
  }
  if (found.kind === 'problem') return found;
  const { before } = await unbindChannel(services, person.actor, { level: found.level });
  const name = escapeMrkdwn(nameOf(found.organization, texts));
  const line =
    before === null ? texts.channel.notBound(name) : texts.channel.unbound(name, mention(before.channelId));
  return told([line], invocation, found);
}

/** A channel as Slack shows it by its name. */
export function mention(channelId: string): string {
  return `<#${channelId}>`;
}

function readWords({ level, person }: Invocation, words: readonly Word[]): BindWords | null {
  const channels = words.filter(({ text }) => CHANNEL.test(text));
  const names = words.filter(({ text }) => !CHANNEL.test(text));
  const most = level === null ? 1 : 0;
  if (channels.length > 1 || names.length > most) return null;
  const [, mentioned] = CHANNEL.exec(channels[0]?.text ?? '') ?? [];
  return { channelId: mentioned ?? person.channelId, name: names[0] ?? null };
}

async function namedLevel(invocation: Invocation, { name }: BindWords): Promise<FoundLevel | null> {
  if (name === null && invocation.level === null) return null;
  const level = name === null ? invocation.level : ({ kind: 'organization', name: name.text } as const);
  return findLevel({ ...invocation, level }, 'orgs bind');
}

async function boundLevel(invocation: Invocation, { channelId }: BindWords): Promise<FoundLevel | null> {
  const { person, services } = invocation;
  const organizations = await listOrganizations(services, person.actor);
  return levelOfChannel({ services, person: { ...person, channelId } }, organizations);
}

function organizationOf({ services }: Invocation, level: Level): Promise<Organization | null> {
  return level.kind === 'host'
    ? Promise.resolve(null)
    : services.storage.organizations.findById(level.organizationId);
}

async function levelName(invocation: Invocation, level: Level): Promise<string> {
  return nameOf(await organizationOf(invocation, level), invocation.texts);
}

function nameOf(organization: Organization | null, texts: Messages): string {
  return organization?.name ?? texts.view.host;
}

/** In the language in which the channel will be told: the organization's, and for the host the binder's. */
function announcement(organization: Organization | null, language: Organization['language']): Message {
  const texts = messagesOf(organization?.language ?? language);
  const line = texts.channel.announcement(escapeMrkdwn(nameOf(organization, texts)));
  return { text: plainText([line]), blocks: sections([line]) };
}

function told(
  lines: readonly string[],
  { command, texts }: Invocation,
  { organization }: Extract<FoundLevel, { kind: 'found' }>,
): Outcome {
  return {
    kind: 'answer',
    message: {
      text: plainText(lines),
      blocks: [
        header(texts.channel.title(nameOf(organization, texts))),
        ...sections(lines),
        ...buttons([{ text: texts.test.settings, line: linesOf(command, organization)(['view']) }]),
      ],
    },
  };
}
