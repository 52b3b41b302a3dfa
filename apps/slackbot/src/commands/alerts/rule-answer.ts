import type { AlertRule } from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons, type LineButton } from '../../blocks/line-button.ts';
import { context, header, sections } from '../../blocks/message-blocks.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { plainText } from '../../blocks/plain-text.ts';
import type { Invocation, Outcome } from '../subcommand.ts';
import { whatAndWhom } from './rule-text.ts';

const MOST_ADDRESSES = 100;

/** One rule, opened, with what can be done with it, under what was done to it just now. */
export function ruleAnswer(
  { command, texts }: Pick<Invocation, 'command' | 'texts'>,
  rule: AlertRule,
  { told = [], gone = false }: { readonly told?: readonly string[]; readonly gone?: boolean } = {},
): Outcome {
  const { id, name, state, includeData, createdAt } = rule;
  const title = texts.rules.oneTitle(name);
  const lines = [
    ...told,
    ...(gone ? [] : [texts.alerts[state]]),
    whatAndWhom(rule, texts, MOST_ADDRESSES),
    ...(includeData.length === 0 ? [] : [texts.rules.showing(includeData.map(code).join(' '))]),
    texts.rules.since(momentText(createdAt)),
    ...(gone ? [] : [texts.rules.howToEdit(code(`${command.name} rules edit ${id} severity:error`))]),
  ];
  const line = (typed: string): LineButton['line'] => ({ command: command.name, typed });
  const row: readonly LineButton[] = gone
    ? []
    : [
        { text: texts.ruleForm.edit, line: line(`form ${id}`) },
        state === 'enabled'
          ? { text: texts.alerts.pause, line: line(`rules pause ${id}`) }
          : { text: texts.alerts.resume, line: line(`rules resume ${id}`) },
        { text: texts.rules.remove, line: line(`rules remove ${id}`), style: 'danger' },
      ];
  return {
    kind: 'answer',
    message: {
      text: plainText([escapeMrkdwn(title), ...lines]),
      blocks: [header(title), ...sections(lines), ...buttons(row), context(code(id))],
    },
  };
}
