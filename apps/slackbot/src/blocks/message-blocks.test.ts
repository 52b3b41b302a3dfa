import { describe, expect, it } from 'vitest';
import { durationText } from './duration-text.ts';
import { code, escapeMrkdwn } from './escape-mrkdwn.ts';
import { buttons } from './line-button.ts';
import { context, header, section, sections, table } from './message-blocks.ts';
import { momentText } from './moment-text.ts';
import { plainText } from './plain-text.ts';
import { shorten } from './shorten.ts';

describe('blocks', () => {
  it('keep every line whole, in as many sections as it takes', () => {
    const lines = Array.from({ length: 200 }, (_, at) => `${'x'.repeat(60)} ${at}`);
    const made = sections(lines);
    expect(made.length).toBeGreaterThan(1);
    for (const { text } of made) expect(text?.text.length).toBeLessThanOrEqual(3_000);
    expect(made.map(({ text }) => text?.text).join('\n')).toBe(lines.join('\n'));
  });

  it('fit a name of 200 emoji into a header, and show that it goes on', () => {
    const { text } = header('👩‍🚀'.repeat(200));
    expect(text.text.length).toBeLessThanOrEqual(150);
    expect(text.text).toMatch(/^(?:👩‍🚀)+…$/u);
  });

  it('leave no table cell empty, which Slack refuses', () => {
    expect(table([['a', '']]).rows).toEqual([
      [
        { type: 'raw_text', text: 'a' },
        { type: 'raw_text', text: '–' },
      ],
    ]);
  });
});

describe('text', () => {
  it('from people neither pings nor links nor ends its own code', () => {
    expect(escapeMrkdwn('<!channel> & <http://x|y>')).toBe('&lt;!channel&gt; &amp; &lt;http://x|y&gt;');
    expect(code('a`b<c')).toBe('`aʼb&lt;c`');
  });

  it('for screen readers is free of marks, and never over what Slack takes', () => {
    expect(plainText([':warning: *Mail waits.* Set `smtp-host`.', 'Next'])).toBe(
      'Mail waits. Set smtp-host.\nNext',
    );
    expect(plainText(['smtp.acme.example:25: refused', '*Rule* `job.*` at :25: *twice*', ':+1: done'])).toBe(
      'smtp.acme.example:25: refused\nRule job.* at :25: twice\ndone',
    );
    expect(plainText(['x'.repeat(5_000)])).toHaveLength(4_000);
  });

  it('is left alone when it fits', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcd', 3)).toBe('ab…');
  });

  it('gives a length of time in the largest unit that is whole', () => {
    expect(durationText(2 * 60 * 60_000, 'en')).toBe('2 hours');
    expect(durationText(90 * 60_000, 'fr')).toBe('90 minutes');
    expect(durationText(24 * 60 * 60_000, 'fr')).toMatch(/^1\sjour$/);
  });

  it('gives a moment in each reader’s own time, and in UTC where Slack cannot', () => {
    expect(momentText(Date.UTC(2026, 0, 5, 9))).toBe(
      '<!date^1767603600^{date_short_pretty} {time}|2026-01-05 09:00 UTC>',
    );
  });
});

describe('an address in a text from elsewhere', () => {
  it('is no link: Slack is told to leave texts as they are', () => {
    const said = 'See https://evil.example and #general';
    expect(section(said)).toMatchObject({ text: { text: said, verbatim: true } });
    expect(context(said)).toMatchObject({ elements: [{ text: said, verbatim: true }] });
  });
});

it('a name that turns text around or hides what follows does neither, wherever it stands', () => {
  const name = 'a\u202e\u2066b\u0007c';
  const made = [
    header(name),
    section(name),
    context(name),
    table([[name]]),
    buttons([{ text: name, line: { command: '/x', typed: 'y' } }]),
    plainText([name]),
  ];
  for (const one of made) {
    expect(JSON.stringify(one)).toContain('abc');
    expect(JSON.stringify(one)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u0007/u);
  }
});
