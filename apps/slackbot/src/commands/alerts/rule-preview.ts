import { type AlertRule, type RulePreview } from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { LIMITS } from '../../blocks/limits.ts';
import { buttons, type LineButton } from '../../blocks/line-button.ts';
import { header, sections } from '../../blocks/message-blocks.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { plainText } from '../../blocks/plain-text.ts';
import type { Invocation, Outcome } from '../subcommand.ts';
import { whatAndWhom } from './rule-text.ts';
import { timingText } from './timing-text.ts';
import { typeRemarks } from './type-remarks.ts';

/** Events that are told one by one. */
const MOST_TOLD = 5;
const MOST_ADDRESSES = 50;

/**
 * Says what a rule would be, and what mail it would have made of the last events of its level; nothing is saved yet.
 */
export function rulePreview(
  { texts }: Invocation,
  parts: {
    readonly preview: RulePreview;
    /** As it is now; null: it is new. */
    readonly before: AlertRule | null;
    /** The same line once more, with `confirm`. */
    readonly confirmed: LineButton['line'];
    readonly instead: LineButton['line'];
  },
): Outcome {
  const { before, confirmed, instead, preview } = parts;
  const { rule, unknownTypes, seen, matched, mails } = preview;
  const title = before === null ? texts.rules.newTitle : texts.rules.changeTitle(before.name);
  const told = matched.slice(0, MOST_TOLD).map(({ event, receivedAt, timing }) => {
    const subject = event.subject === null ? '' : ` · ${escapeMrkdwn(event.subject)}`;
    return `      ${escapeMrkdwn(event.type)} · ${event.severity}${subject} · ${momentText(receivedAt)}\n            ${timingText(timing, texts)}`;
  });
  // Slack takes no button with a line that long; it can still be typed.
  const fits = JSON.stringify(confirmed).length <= LIMITS.buttonValue;
  const lines = [
    `*${escapeMrkdwn(rule.name)}*`,
    whatAndWhom(rule, texts, MOST_ADDRESSES),
    ...(rule.includeData.length === 0 ? [] : [texts.rules.showing(rule.includeData.map(code).join(' '))]),
    ...typeRemarks(unknownTypes, texts),
    seen === 0 ? texts.rules.noEvents : texts.rules.wouldMatch(matched.length, seen),
    ...told,
    ...(matched.length === 0 ? [] : [texts.pace.wouldMake(mails)]),
    ...(fits ? [] : [texts.rules.tooLong]),
    texts.rules.notSaved,
  ];
  return {
    kind: 'answer',
    message: {
      text: plainText([escapeMrkdwn(title), ...lines]),
      blocks: [
        header(title),
        ...sections(lines),
        ...buttons([
          ...(fits ? [{ text: texts.rules.save, line: confirmed, style: 'primary' as const }] : []),
          { text: texts.change.leaveIt, line: instead },
        ]),
      ],
    },
  };
}
