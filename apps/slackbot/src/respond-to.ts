import type { RespondFn } from '@slack/bolt';

/** Milliseconds for Slack to take an answer. */
const PATIENCE = 5_000;

/**
 * Answers through a `response_url` later than its request: what Bolt's `respond` does, for an address that was kept.
 * @throws Error when Slack does not take it; the address, which lets anybody answer, is not in the text.
 */
export function respondTo(responseUrl: string): RespondFn {
  return async (message) => {
    const reply = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(typeof message === 'string' ? { text: message } : message),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!reply.ok) throw new Error(`Slack answered ${String(reply.status)} to a late answer.`);
    return reply;
  };
}
