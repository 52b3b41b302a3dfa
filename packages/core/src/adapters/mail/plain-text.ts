import { httpLink } from '../../mail/http-link.ts';
import type { Language } from '../../kernel/language.ts';
import type { MailContent } from '../../mail/mail-content.ts';
import { wrapText } from './wrap-text.ts';

/** The mail as plain text: the same words in the same order; facts in columns, the detail indented so that nothing in it can pose as ours. */
export function plainText(content: MailContent, language: Language): string {
  const colon = COLONS[language];
  const { badge, context, title, paragraphs, facts, detail, next, button, afterword, footer } = content;
  const url = button === null ? null : httpLink(button.url);
  const blocks: (string | null)[] = [
    [badge, context].filter((part) => part !== null && part !== '').join(' · '),
    underlined(title),
    ...paragraphs.map((paragraph) => wrapText(paragraph)),
    columns(facts),
    detail === null
      ? null
      : [`${detail.label}${colon}`, indented(detail.text), detail.note]
          .filter((part) => part !== null)
          .join('\n\n'),
    next === null ? null : wrapText(`${next.label}${colon} ${next.text}`),
    button === null || url === null ? null : `${button.label}${colon}\n${url}`,
    ...afterword.map((paragraph) => wrapText(paragraph)),
    footer.length === 0 ? null : ['--', ...footer.map((line) => wrapText(line))].join('\n'),
  ];
  return `${blocks.filter((block) => block !== null && block !== '').join('\n\n')}\n`;
}

/** French has a no-break space before it. */
const COLONS: Readonly<Record<Language, string>> = { en: ':', fr: '\u00a0:' };

function underlined(title: string): string {
  return title === '' ? '' : `${wrapText(title)}\n${'='.repeat(Math.min(76, title.length))}`;
}

/** Labels wider than this have their value on the next line. */
const WIDEST_LABEL = 24;

function columns(facts: MailContent['facts']): string {
  const width =
    Math.max(0, ...facts.map(({ label }) => label.length).filter((length) => length <= WIDEST_LABEL)) + 2;
  return facts
    .map(({ label, value }) => {
      const wrapped = wrapText(value, { width: 76 - width, indent: ' '.repeat(width) });
      return label.length <= WIDEST_LABEL
        ? label.padEnd(width) + wrapped
        : `${label}\n${' '.repeat(width)}${wrapped}`;
    })
    .join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
