import { levelKey, MINUTE, SECOND, toAppError, type ChannelBinding, type Incident } from '@postern/core';
import { webApi } from '@slack/bolt';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { plainText } from '../blocks/plain-text.ts';
import { mention } from '../commands/bind-words.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Services } from '../services.ts';
import { isChannelClosed } from '../slack-error.ts';
import { tellIncident, type Telling } from './tell-incident.ts';

/** Tells channels of the incidents of their levels. */
export interface IncidentTeller {
  start(): void;
  /** Takes nothing new, and ends when what is under way was told. */
  stop(): Promise<void>;
}

/** What a teller needs. */
export interface IncidentTellerDeps {
  readonly services: Pick<Services, 'storage' | 'clock' | 'timers' | 'newId' | 'logger'>;
  /** The bot in one workspace; null: it is not installed there. It must not wait when Slack asks for patience. */
  readonly clientOf: (teamId: string) => Promise<webApi.WebClient | null>;
}

/** An incident under a lease, with all channels. */
interface TakenIncident {
  readonly incident: Incident;
  readonly bindings: readonly ChannelBinding[];
  readonly leaseToken: string;
}

/** What is brought, where, and under which lease. */
type Bringing = Omit<Telling, 'organization' | 'now'> & Pick<TakenIncident, 'leaseToken'>;

/** Slack takes about one message a second in a channel; a level has one channel and gets one at a time. */
const EVERY = 1.5 * SECOND;
/** Longer than Slack is given for all calls of one telling. */
const LEASE = 1 * MINUTE;
/** A message that merely counts on is changed no more often. */
const CHANGE_EVERY = 30 * SECOND;
const AGAIN = 30 * SECOND;
const CHANNEL_AGAIN = 10 * MINUTE;
/** How often somebody is told that a channel takes nothing. */
const REMIND_EVERY = 24 * 60 * MINUTE;

/**
 * Any number of bots may run: each incident is told by one of them, under a lease. When that one dies between Slack's answer
 * and the note of it, another tells it again, so that none is ever lost.
 */
export function createIncidentTeller({ services, clientOf }: IncidentTellerDeps): IncidentTeller {
  const { storage, clock, timers, newId, logger } = services;
  let cancel = (): void => undefined;
  let turn = Promise.resolve();
  let stopping: Promise<void> | null = null;
  let failing = false;

  async function look(): Promise<void> {
    try {
      await tellAll();
      failing = false;
    } catch (error) {
      const { code: reason, detail } = toAppError(error);
      if (!failing) logger.warn({ reason, detail }, 'Incidents cannot be told now');
      failing = true;
    }
  }

  async function tellAll(): Promise<void> {
    const bindings = await storage.channels.list();
    if (bindings.length === 0) return;
    const now = clock.now();
    const leaseToken = newId();
    const taken = await storage.incidents.takeUntold({
      now,
      outlets: bindings.map((binding) => ({ ...binding, since: binding.boundAt })),
      toldBefore: now - CHANGE_EVERY,
      leaseToken,
      leaseUntil: now + LEASE,
    });
    await Promise.all(taken.map((incident) => tell({ incident, bindings, leaseToken })));
  }

  async function tell({ incident, bindings, leaseToken }: TakenIncident): Promise<void> {
    const { id, level } = incident;
    try {
      const binding = bindings.find((one) => levelKey(one.level) === levelKey(level));
      const client = binding === undefined ? null : await clientOf(binding.teamId);
      const pause =
        binding === undefined || client === null
          ? AGAIN
          : await bring({ incident, binding, client, leaseToken });
      if (pause !== null) await storage.incidents.postpone(id, leaseToken, clock.now() + pause);
    } catch (error) {
      logger.warn({ incident: id, error }, 'An incident could not be told, it is tried again');
    }
  }

  /** Null when it was told, else after how long to try again. */
  async function bring({ leaseToken, ...given }: Bringing): Promise<number | null> {
    const { level, id } = given.incident;
    const organization =
      level.kind === 'host' ? null : await storage.organizations.findById(level.organizationId);
    const telling = { ...given, organization, now: clock.now() };
    try {
      await storage.incidents.told(id, leaseToken, await tellIncident(telling));
      return null;
    } catch (error) {
      return pauseAfter(error, telling);
    }
  }

  /** How long an incident waits that Slack did not take. */
  async function pauseAfter(error: unknown, telling: Telling): Promise<number> {
    const { incident, binding } = telling;
    const { teamId, channelId } = binding;
    const fields = { incident: incident.id, teamId, channelId };
    if (error instanceof webApi.WebAPIRateLimitedError) {
      logger.info({ ...fields, seconds: error.retryAfter }, 'Slack asks for patience');
      return error.retryAfter * SECOND;
    }
    if (!isChannelClosed(error)) {
      logger.warn({ ...fields, error }, 'An incident could not be told, it is tried again');
      return AGAIN;
    }
    const key = `channel-closed:${teamId}/${channelId}`;
    const now = clock.now();
    if (await storage.once.take(key, { now, until: now + REMIND_EVERY })) {
      logger.warn({ ...fields, error }, 'A channel takes no messages: its incidents are kept');
      await tellBinder(telling);
    }
    return CHANNEL_AGAIN;
  }

  /** Whoever bound the channel can mend it. */
  async function tellBinder({ binding, organization, client }: Telling): Promise<void> {
    const { boundBy, channelId, language } = binding;
    if (boundBy.kind !== 'slack') return;
    const texts = messagesOf(language);
    const name = escapeMrkdwn(organization?.name ?? texts.view.host);
    const bind = code(`/email-settings orgs bind ${organization?.slug ?? 'host'}`);
    const line = texts.incident.channelClosed(
      { channel: mention(channelId), level: name },
      code('/invite @Postern'),
      bind,
    );
    try {
      const { channel } = await client.conversations.open({ users: boundBy.userId });
      await client.chat.postMessage({ channel: channel?.id ?? '', text: plainText([line]) });
    } catch (error) {
      logger.warn(
        { channelId, error },
        'Whoever bound a channel could not be told that it takes no messages',
      );
    }
  }

  function schedule(): void {
    cancel = timers.after(EVERY, () => {
      turn = look().then(() => {
        if (stopping === null) schedule();
      });
    });
  }

  async function end(): Promise<void> {
    cancel();
    await turn;
  }

  return { start: schedule, stop: () => (stopping ??= end()) };
}
