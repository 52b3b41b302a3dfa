import { Secret } from '@postern/core';
import { z } from 'zod';
import type { Message } from '../blocks/message.ts';
import { parseJson } from '../words/parse-json.ts';

/** How the bot finds its way back to the person of a link that was used; kept sealed with the link. */
interface Reply<T> {
  write(reply: T): Secret;
  /** Null: it was lost, or an older version wrote it. */
  read(reply: Secret | null): T | null;
}

function replyOf<T>(schema: z.ZodType<T>): Reply<T> {
  return {
    write: (reply) => new Secret(JSON.stringify(reply)),
    read: (reply) => schema.safeParse(parseJson(reply?.expose() ?? '')).data ?? null,
  };
}

/** Of a link to enter a secret. */
export const secretReply = replyOf(
  z.object({
    /** Of the command that was answered with the link; null: from the Home tab or a modal. */
    responseUrl: z.string().nullable(),
  }),
);

/** Of the link in a test mail. */
export const arrivalReply = replyOf(
  z.object({
    /** The direct message about the test, once it stands; null: none. */
    told: z
      .object({
        channel: z.string(),
        ts: z.string(),
        message: z.custom<Message>((value) => value !== undefined),
      })
      .nullable(),
  }),
);
