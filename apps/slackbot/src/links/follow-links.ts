import { SECOND, takeUsedLinks, type UsedLink } from '@postern/core';
import type { InFlight } from '../in-flight.ts';
import type { Desk } from '../desk.ts';
import { repeat, type Repetition } from '../repeat.ts';
import type { Workspaces } from '../workspaces.ts';
import { tellArrived } from './tell-arrived.ts';
import { tellSaved } from './tell-saved.ts';

/** A person looks from the page back to Slack: by then it is to stand there. */
const EVERY = SECOND;

/** Looks for links that were used on the gateway's pages, and tells their people. */
export function followLinks(parts: {
  readonly desk: Desk;
  readonly workspaces: Pick<Workspaces, 'clientOf'>;
  readonly inFlight: InFlight;
}): Repetition {
  const { desk, workspaces, inFlight } = parts;
  const { storage, timers, logger } = desk.services;
  let failing = false;

  async function look(): Promise<void> {
    try {
      // One person's test may take half a minute, and nobody else is to wait for it.
      for (const link of await takeUsedLinks(desk.services)) void inFlight.run(() => tell(link));
      failing = false;
    } catch (error) {
      // Once, and not every second, for as long as the database is gone.
      if (!failing) logger.error({ error }, 'Used links cannot be looked for');
      failing = true;
    }
  }

  async function tell(link: UsedLink): Promise<void> {
    const { id, actor, purpose } = link;
    try {
      const client = actor.kind === 'slack' ? await workspaces.clientOf(actor.teamId) : null;
      if (actor.kind !== 'slack' || client === null)
        logger.warn({ linkId: id }, 'A link was used, and its person cannot be reached in Slack');
      else if (purpose.kind === 'secret') await tellSaved(desk, { link, key: purpose.key, actor, client });
      else await tellArrived(desk, { link, actor, client });
      await storage.links.answered(id);
    } catch (error) {
      logger.error({ linkId: id, error }, 'A person could not be told that their link was used');
    }
  }

  return repeat(look, { every: EVERY, timers });
}
