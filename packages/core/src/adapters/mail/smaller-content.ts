import type { Language } from '../../kernel/language.ts';
import { capLine, cutMiddle } from '../../mail/cap-text.ts';
import { formatNumber } from '../../mail/format-number.ts';
import type { MailContent } from '../../mail/mail-content.ts';
import { MAIL_TEXTS } from '../../mail/texts/texts-of.ts';

/** The same mail with less in it: at scale 1 what our own templates write at most, at 0.5 half of that. */
export function smaller(content: MailContent, scale: number, language: Language): MailContent {
  const most = (full: number): number => Math.max(1, Math.floor(full * scale));
  const sentences = (list: readonly string[]): string[] =>
    list.slice(0, most(20)).map((text) => capLine(text, most(1_000)));
  const facts = content.facts.slice(0, most(100));
  return {
    ...content,
    subject: capLine(content.subject, 120),
    preview: capLine(content.preview, 140),
    title: capLine(content.title, most(1_000)),
    context: content.context === null ? null : capLine(content.context, 100),
    paragraphs: sentences(content.paragraphs),
    facts: facts.map(({ label, value }) => ({
      label: capLine(label, 100),
      value: capLine(value, most(500)),
    })),
    detail: smallerDetail(content.detail, most(8_000), language),
    next:
      content.next === null
        ? null
        : { label: content.next.label, text: capLine(content.next.text, most(1_000)) },
    afterword: sentences(content.afterword),
    footer: sentences(content.footer),
  };
}

function smallerDetail(
  detail: MailContent['detail'],
  max: number,
  language: Language,
): MailContent['detail'] {
  if (detail === null) return null;
  const texts = MAIL_TEXTS[language].detail;
  const number = (count: number): string => formatNumber(count, language);
  const { text, leftOut } = cutMiddle(detail.text, max, (count) => texts.gap(number(count)));
  if (leftOut === 0) return detail;
  const total = detail.text.length;
  return { ...detail, text, note: detail.note ?? texts.shortened(number(total - leftOut), number(total)) };
}
