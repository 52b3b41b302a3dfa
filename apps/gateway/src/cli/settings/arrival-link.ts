import {
  arrivalTime,
  createArrivalLink,
  linkPath,
  SECOND,
  systemTimers,
  type Actor,
  type Level,
  type Secret,
  type TestWatch,
} from '@postern/core';
import type { Services } from '../services.ts';

/** The link of one test mail by which whoever gets it says that it has arrived. */
export interface ArrivalLink {
  /** Makes it; for the test. */
  readonly url: NonNullable<TestWatch['arrivalUrl']>;
  /** Looks for up to so many milliseconds whether it was used: when, in epoch milliseconds; null: not yet. */
  wait(ms: number): Promise<number | null>;
}

/** How often it is looked for, in milliseconds. */
const EVERY = SECOND;

/** Null: nobody knows where the gateway's pages are, so the mail has none. */
export function arrivalLink(services: Services, actor: Actor, level: Level): ArrivalLink | null {
  const { storage, config, clock } = services;
  const { publicUrl } = config;
  if (publicUrl === null) return null;
  let made: Secret | null = null;
  return {
    async url(mail) {
      const organization =
        level.kind === 'host' ? null : await storage.organizations.findById(level.organizationId);
      const language = organization?.language ?? 'en';
      const { token } = await createArrivalLink(services, actor, { level, ...mail, language, reply: null });
      made = token;
      return `${publicUrl}${linkPath(token)}`;
    },
    async wait(ms) {
      const until = clock.now() + ms;
      for (;;) {
        const arrivedAt = made === null ? null : await arrivalTime(services, made);
        const left = until - clock.now();
        if (arrivedAt !== null || left <= 0) return arrivedAt;
        await new Promise<void>((resolve) => void systemTimers.after(Math.min(EVERY, left), resolve));
      }
    },
  };
}
