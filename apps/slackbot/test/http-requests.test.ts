import { MINUTE } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { signRequest } from './slack-stand-in/sign-request.ts';
import { ADA, startBot, type RunningBot } from './start-bot.ts';

async function startHttpBot(): Promise<RunningBot & { readonly url: string }> {
  const bot = await startBot({ transport: 'http' });
  return { ...bot, url: bot.slackbot.url ?? '' };
}

describe('requests over HTTP', () => {
  it('are signed as in Slack’s own worked example', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const headers = signRequest('8f742231b10e8888abcd99yyyzzz85a5', { body, timestamp: 1_531_420_618 });
    expect(headers['x-slack-signature']).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it.each([
    ['signed with another secret', { secret: 'another-secret-altogether' }],
    ['older than five minutes', { at: Date.now() - 6 * MINUTE }],
    ['with a truncated signature', { headers: { 'x-slack-signature': 'v0=a2114d57' } }],
    ['with a signature of another version', { headers: { 'x-slack-signature': 'v1=00' } }],
    ['without a sensible time', { headers: { 'x-slack-request-timestamp': 'yesterday' } }],
  ])('are refused when they are %s, and nothing is answered', async (_, given) => {
    const { slack, url } = await startHttpBot();
    const command = slack.newCommand('view', ADA);
    const response = await slack.post(url, command, given);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(command.answers()).toEqual([]);
    expect(slack.calls).toEqual(['auth.test']);
  });

  it('are refused without any signature', async () => {
    const { slack, url } = await startHttpBot();
    const body = new URLSearchParams(slack.newCommand('view', ADA).fields);
    expect((await fetch(url, { method: 'POST', body })).status).toBe(401);
  });

  it('are taken at one path alone', async () => {
    const { slack, url } = await startHttpBot();
    const elsewhere = url.replace('/slack/events', '/');
    expect((await slack.post(elsewhere, slack.newCommand('view', ADA))).status).toBe(404);
  });
});
