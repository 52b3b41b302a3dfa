import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';
import { shorten } from './shorten.ts';
import { upright } from './upright.ts';

/** A heading, plain text. */
export function header(text: string): types.HeaderBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: shorten(upright(text), LIMITS.header), emoji: false },
  };
}

/**
 * Text with marks that we wrote. Slack turns no address or name in it into a link by itself: what a payload or a server says
 * would then be one click away.
 */
function mrkdwnText(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text: shorten(upright(text), LIMITS.text), verbatim: true };
}

/** A paragraph of mrkdwn. */
export function section(mrkdwn: string): types.SectionBlock {
  return { type: 'section', text: mrkdwnText(mrkdwn) };
}

/** Small print, mrkdwn. */
export function context(mrkdwn: string): types.ContextBlock {
  return { type: 'context', elements: [mrkdwnText(mrkdwn)] };
}

/** A table of plain texts; the first row is its head. Slack takes one in a message, and no empty cell. */
export function table(rows: readonly (readonly string[])[]): types.TableBlock {
  return {
    type: 'table',
    rows: rows.map((row) => row.map(cell)),
    column_settings: (rows[0] ?? []).map(() => ({ is_wrapped: true })),
  };
}

function cell(text: string): types.RawTextElement {
  const shown = upright(text);
  return { type: 'raw_text', text: shown === '' ? '–' : shown };
}

/** Lines as sections, none over Slack's limit: as many as it takes, split between lines. */
export function sections(lines: readonly string[]): readonly types.SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LIMITS.text) {
      texts[texts.length - 1] = `${last}\n${line}`;
    } else {
      texts.push(line);
    }
  }
  return texts.map(section);
}
