import { MINUTE } from '@postern/core';
import { FakeClock } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { checkMessage } from './slack-stand-in/check-message.ts';
import { createResponseUrls } from './slack-stand-in/response-urls.ts';
import { startSlackStandIn } from './slack-stand-in/start-slack-stand-in.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (id: string) => ({
  type: 'button',
  text: { type: 'plain_text', text: 'OK' },
  action_id: id,
});
const row = (...texts: string[]) => texts.map((text) => ({ type: 'raw_text', text }));

describe('the stand-in’s Block Kit', () => {
  it('takes what Slack takes', () => {
    const blocks = [section('x'.repeat(3_000)), { type: 'table', rows: [row('a', 'b')] }];
    expect(checkMessage({ text: 'x', blocks }).ok).toBe(true);
  });

  it.each<[string, unknown[], string]>([
    [
      'a long text',
      [section('x'.repeat(3_001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'many blocks',
      Array.from({ length: 51 }, () => section('x')),
      'must be less than 51 items [json-pointer:/blocks]',
    ],
    ['an unknown block', [{ type: 'marquee' }], 'unsupported type [json-pointer:/blocks/0/type]'],
    ['an unknown property', [{ type: 'divider', colour: 'red' }], 'invalid additional property: colour'],
    ['a bare section', [{ type: 'section' }], 'missing required field: text'],
    [
      'a marked-up header',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
      '[json-pointer:/blocks/0/text/type]',
    ],
    [
      'one action id twice',
      [{ type: 'actions', elements: [button('x'), button('x')] }],
      '`action_id` "x" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'one block id twice',
      [
        { ...section('x'), block_id: 'b' },
        { ...section('x'), block_id: 'b' },
      ],
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'two tables',
      [
        { type: 'table', rows: [row('a')] },
        { type: 'table', rows: [row('a')] },
      ],
      'only_one_table_allowed',
    ],
    ['an empty cell', [{ type: 'table', rows: [row('')] }], '[json-pointer:/blocks/0/rows/0/0/text]'],
    [
      'a table over its limit',
      [{ type: 'table', rows: [row('x'.repeat(10_001))] }],
      'must be less than 10001 characters',
    ],
  ])('refuses %s as Slack does', (_, blocks, reason) => {
    const checked = checkMessage({ text: 'x', blocks });
    expect(checked).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(checked.ok ? '' : checked.messages.join('\n')).toContain(reason);
  });

  it('refuses a message that says nothing to a screen reader', () => {
    expect(checkMessage({ blocks: [section('x')] })).toMatchObject({ ok: false, error: 'no_text' });
  });
});

describe('the stand-in’s response addresses', () => {
  const body = { text: 'x' };

  it('take five answers and no sixth', () => {
    const urls = createResponseUrls(new FakeClock());
    const id = urls.issue();
    const statuses = Array.from({ length: 6 }, () => urls.take(id, body).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(urls.take(id, body).body).toBe('used_url');
  });

  it('take no answer after thirty minutes', () => {
    const clock = new FakeClock();
    const urls = createResponseUrls(clock);
    const id = urls.issue();
    clock.advance(30 * MINUTE + 1);
    expect(urls.take(id, body)).toEqual({ status: 404, body: 'expired_url' });
  });

  it('refuse blocks that Slack refuses', () => {
    const urls = createResponseUrls(new FakeClock());
    const taken = urls.take(urls.issue(), { ...body, blocks: [{ type: 'marquee' }] });
    expect(taken.status).toBe(400);
    expect(taken.body).toContain('invalid_blocks');
  });
});

describe('the stand-in’s Socket Mode', () => {
  it('gives addresses that work once', async () => {
    const slack = await startSlackStandIn({ clock: new FakeClock() });
    onTestFinished(() => slack.stop());
    const opened = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.appToken}` },
    });
    const { url } = (await opened.json()) as { url: string };
    expect(await outcomeOf(url)).toBe('open');
    expect(await outcomeOf(url)).toBe('refused');
  });
});

function outcomeOf(url: string): Promise<'open' | 'refused'> {
  const socket = new WebSocket(url);
  return new Promise((done) => {
    socket.once('open', () => done('open'));
    socket.once('error', () => done('refused'));
  });
}
