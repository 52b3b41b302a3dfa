import type { Logger } from '@postern/core';
import type { Message } from './blocks/message.ts';

/** Where a message stands in Slack. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/** A message of its own that can be changed. */
export interface OpenedMessage {
  readonly change: (message: Message) => Promise<void>;
  /** Null: it is no message, but a view. */
  readonly at: MessagePlace | null;
}

/** Sends a message of its own. */
export type OpenMessage = (message: Message) => Promise<OpenedMessage>;

/** A message that follows something as it goes on. */
export interface LiveMessage {
  /** Shows this as soon as Slack has taken what came before; what is overtaken meanwhile is left out. */
  readonly show: (message: Message) => void;
  /** Waits until the last that was shown stands there. Never throws. */
  finish(): Promise<void>;
  /** Whether anything was ever shown. */
  readonly started: boolean;
  /** Where it stands; null: nowhere that could be said. */
  readonly at: MessagePlace | null;
}

/**
 * Follows by one message that is changed, one call at a time: Slack's own pace keeps it within `chat.update`'s 50 a minute.
 * When Slack does not take it, it is left at that and logged, since the outcome reaches the person by another way.
 */
export function createLiveMessage(open: OpenMessage, logger: Logger): LiveMessage {
  let waiting: Message | null = null;
  let opened: OpenedMessage | null = null;
  let working: Promise<void> | null = null;
  let broken = false;
  let started = false;

  async function work(): Promise<void> {
    while (waiting !== null && !broken) {
      const message: Message = waiting;
      waiting = null;
      try {
        if (opened === null) opened = await open(message);
        else await opened.change(message);
      } catch (error) {
        broken = true;
        logger.warn({ error }, 'A direct message could not be sent or changed');
      }
    }
    working = null;
  }

  return {
    show(message) {
      started = true;
      waiting = message;
      working ??= work();
    },
    async finish() {
      await working;
    },
    get started() {
      return started;
    },
    get at() {
      return broken ? null : (opened?.at ?? null);
    },
  };
}
