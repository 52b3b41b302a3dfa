import { createHmac } from 'node:crypto';

/** Slack's signature over a raw body: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signRequest(
  secret: string,
  { body, timestamp }: { readonly body: string; readonly timestamp: number },
): Readonly<Record<string, string>> {
  const base = `v0:${timestamp}:${body}`;
  const signature = `v0=${createHmac('sha256', secret).update(base).digest('hex')}`;
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature,
  };
}
