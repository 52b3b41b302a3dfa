import { viewMailStates } from '@postern/core';
import type { types, webApi } from '@slack/bolt';
import { mayUse } from '../commands/may-use.ts';
import { problemOf } from '../commands/problem-of.ts';
import { whomToAskText } from '../commands/whom-to-ask.ts';
import type { Desk } from '../desk.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Person } from '../people/person.ts';
import { personOf, type SlackUser } from '../person-of.ts';
import { homeView, wordsHome, type HomeScene } from './home-view.ts';

/** Levels a page, so that each shows its state, failures and buttons within Slack's 100 blocks. */
const PER_PAGE = 15;

/** Shows somebody's Home tab as things are now. Never throws: what Slack does not take is logged. */
export async function publishHome(
  desk: Desk,
  {
    user,
    page,
    client,
  }: { readonly user: SlackUser; readonly page: string; readonly client: webApi.WebClient },
): Promise<void> {
  const { logger } = desk.services;
  try {
    const person = await personOf(user, { ...desk, client });
    const view = await viewFor(desk, { person, page });
    await client.views.publish({ user_id: user.userId, view });
  } catch (error) {
    logger.warn({ teamId: user.teamId, userId: user.userId, error }, 'A Home tab could not be published');
  }
}

async function viewFor(
  { services }: Desk,
  { person, page }: { readonly person: Person; readonly page: string },
): Promise<types.HomeView> {
  const { clock, logger, newId } = services;
  const texts = messagesOf(person.language);
  const scene: HomeScene = { texts, person, page, now: clock.now() };
  try {
    if (person.trouble !== null) throw person.trouble;
    if (!mayUse('administrators', person.actor.roles)) {
      const { what, next } = texts.problems.administratorsOnly(whomToAskText(person, texts));
      return wordsHome([what, next], scene);
    }
    const after = page === '' ? null : page;
    return homeView(await viewMailStates(services, person.actor, { after, limit: PER_PAGE }), scene);
  } catch (thrown) {
    const reference = newId();
    const fields = { reference, surface: 'home', teamId: person.teamId, userId: person.userId };
    const { what, next } = problemOf(thrown, { texts, logger, fields });
    return wordsHome([what, next, texts.reference(reference)], scene);
  }
}
