import { MINUTE, type Clock } from '@postern/core';
import { checkMessage, type TakenMessage } from './check-message.ts';

/** A message that came through a `response_url`. */
export interface Answer extends TakenMessage {
  readonly responseType: 'ephemeral' | 'in_channel';
  /** It takes the place of the message that it answers to. */
  readonly replaces: boolean;
}

/** Addresses that answer a command: five times within thirty minutes, without a token. */
export interface ResponseUrls {
  /** A new address's id. */
  issue(): string;
  /** What Slack answers to a post there. */
  take(id: string, body: unknown): { readonly status: number; readonly body: string };
  /** What came to that address, in order. */
  answers(id: string): readonly Answer[];
  /** The next so many posts are answered with 500. */
  failNext(times: number): void;
}

const USES = 5;
const LIFETIME = 30 * MINUTE;

/** No address yet. */
export function createResponseUrls(clock: Clock): ResponseUrls {
  const issued = new Map<string, { readonly at: number; readonly answers: Answer[]; uses: number }>();
  let failures = 0;
  return {
    issue() {
      const id = `T0STANDIN/${issued.size + 1}/${'x'.repeat(24)}`;
      issued.set(id, { at: clock.now(), answers: [], uses: 0 });
      return id;
    },
    take(id, body) {
      const url = issued.get(id);
      if (url === undefined) return { status: 404, body: 'no_service' };
      if (failures > 0) {
        failures -= 1;
        return { status: 500, body: 'server_error' };
      }
      if (clock.now() - url.at > LIFETIME) return { status: 404, body: 'expired_url' };
      if (url.uses >= USES) return { status: 404, body: 'used_url' };
      url.uses += 1;
      if (typeof body !== 'object' || body === null) return { status: 400, body: 'invalid_payload' };
      const checked = checkMessage(body);
      if (!checked.ok) return { status: 400, body: [checked.error, ...checked.messages].join('\n') };
      const type = 'response_type' in body ? body.response_type : 'ephemeral';
      if (type !== 'ephemeral' && type !== 'in_channel') return { status: 400, body: 'invalid_payload' };
      const replaces = 'replace_original' in body && body.replace_original === true;
      url.answers.push({ ...checked.message, responseType: type, replaces });
      return { status: 200, body: 'ok' };
    },
    answers: (id) => issued.get(id)?.answers ?? [],
    failNext(times) {
      failures = times;
    },
  };
}
