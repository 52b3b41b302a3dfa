import { AppError, MINUTE, Secret } from '@postern/core';
import { InvalidStateError, type InstallURLOptions, type StateStore } from '@slack/oauth';
import { z } from 'zod';
import type { Services } from '../services.ts';

/** As long as the browser's cookie with the same state. */
const LIFETIME = 10 * MINUTE;
const PLACE = 'slack-install-state';

const stateSchema = z.strictObject({ id: z.string(), until: z.number() });
const sealedSchema = z.strictObject({ keyId: z.string(), box: z.string() });

/**
 * The state that goes to Slack and comes back with a person: sealed by the keys that secrets are sealed with, so nobody
 * makes one up, and in whichever process it comes back; good for ten minutes and once.
 */
export function createStateStore(
  { sealer, storage, clock, newId }: Pick<Services, 'sealer' | 'storage' | 'clock' | 'newId'>,
  options: InstallURLOptions,
): StateStore {
  return {
    generateStateParam() {
      const state = { id: newId(), until: clock.now() + LIFETIME };
      const sealed = sealer.seal(new Secret(JSON.stringify(state)), PLACE);
      return Promise.resolve(Buffer.from(JSON.stringify(sealed)).toString('base64url'));
    },

    async verifyStateParam(_, text) {
      const { id, until } = openState(text);
      const now = clock.now();
      if (until <= now) throw new InvalidStateError('The state has expired.');
      if (!(await storage.once.take(`slack-install:${id}`, { now, until })))
        throw new InvalidStateError('The state was used before.');
      return options;
    },
  };

  function openState(text: string): z.output<typeof stateSchema> {
    try {
      const sealed = sealedSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      return stateSchema.parse(JSON.parse(sealer.open(sealed, PLACE).expose()));
    } catch (error) {
      if (error instanceof AppError && !FORGED.includes(error.code)) throw error;
      throw new InvalidStateError('The state was not made here.', { cause: error });
    }
  }
}

/** What a state that somebody made up comes to; another code is a trouble of ours. */
const FORGED: readonly string[] = ['seal-broken', 'key-missing'];
