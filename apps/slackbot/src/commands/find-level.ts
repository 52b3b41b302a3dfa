import {
  findLevelOfChannel,
  HOST,
  listOrganizations,
  nearestWord,
  organizationLevel,
  type Level,
  type Organization,
} from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { shorten } from '../blocks/shorten.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import type { Invocation } from './subcommand.ts';

/** The level that a line is about. */
export type FoundLevel =
  | { readonly kind: 'found'; readonly level: Level; readonly organization: Organization | null }
  | { readonly kind: 'problem'; readonly problem: ProblemText };

/** Organizations that are named to somebody who asked for one that is not there. */
const MOST_NAMED = 8;

/**
 * The level that was named; without one, that of the channel, else the host for a system administrator, and for others the
 * only organization that they administer. An organization that the person may not see is one that does not exist.
 * @param word the subcommand, for the examples in a refusal.
 */
export async function findLevel(invocation: Invocation, word: string): Promise<FoundLevel> {
  const { level, person, services } = invocation;
  if (level?.kind === 'host') return host();
  const organizations = await listOrganizations(services, person.actor);
  if (level === null) {
    const ofChannel = await levelOfChannel(invocation, organizations);
    if (ofChannel !== null) return ofChannel;
    if (person.actor.roles.systemAdministrator) return host();
    const [only, another] = organizations;
    return only !== undefined && another === undefined
      ? organizationFound(only)
      : { kind: 'problem', problem: levelMissing(invocation, { word, organizations }) };
  }
  const name = level.name.trim().toLowerCase();
  const organization = organizations.find(({ slug }) => slug === name);
  if (organization !== undefined) return organizationFound(organization);
  return { kind: 'problem', problem: unknownOrganization(invocation, { word, organizations, name }) };
}

/** The level that the channel of the line is bound to; null when it is to none that the person may see. */
export async function levelOfChannel(
  { person, services }: Pick<Invocation, 'person' | 'services'>,
  organizations: readonly Organization[],
): Promise<FoundLevel | null> {
  const level = await findLevelOfChannel(services, person.actor, person);
  if (level === null) return null;
  if (level.kind === 'host') return host();
  const organization = organizations.find(({ id }) => id === level.organizationId);
  return organization === undefined ? null : organizationFound(organization);
}

function host(): FoundLevel {
  return { kind: 'found', level: HOST, organization: null };
}

function organizationFound(organization: Organization): FoundLevel {
  return { kind: 'found', level: organizationLevel(organization.id), organization };
}

function levelMissing(
  { texts, command }: Invocation,
  { word, organizations }: { readonly word: string; readonly organizations: readonly Organization[] },
): ProblemText {
  const example = code(`${command.name} ${word} org ${organizations[0]?.slug ?? 'acme'}`);
  return texts.problems.levelMissing(example);
}

function unknownOrganization(
  { texts, command }: Invocation,
  asked: {
    readonly word: string;
    readonly organizations: readonly Organization[];
    readonly name: string;
  },
): ProblemText {
  const { problems } = texts;
  const slugs = asked.organizations.map(({ slug }) => slug);
  const near = nearestWord(asked.name, slugs);
  const what = problems.unknownOrganization(code(shorten(asked.name, 60)));
  if (near !== null)
    return { what, next: problems.nearOrganization(code(`${command.name} ${asked.word} org ${near}`)) };
  if (slugs.length === 0) return { what, next: problems.noOrganizations };
  const named = slugs.slice(0, MOST_NAMED);
  return {
    what,
    next: problems.knownOrganizations(texts.list(named.map(code)), slugs.length - named.length),
  };
}
