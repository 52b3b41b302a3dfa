import type { Language } from '../../kernel/language.ts';
import { httpLink } from '../../mail/http-link.ts';
import type { MailContent } from '../../mail/mail-content.ts';
import type { MailLayout } from '../../mail/mail-layout.ts';
import { mailHtml } from './mail-html.ts';
import type { MailView } from './mail-view.ts';
import { plainText } from './plain-text.ts';
import { SEVERITY_PALETTE } from './severity-palette.ts';
import { smaller } from './smaller-content.ts';

/**
 * The layout of `mail.mjml`. What MJML makes of it is kept beside it as `mail-html.ts` (a test holds the two together), so
 * that a start neither pays MJML's second nor its 100 MB, and a mail costs one function that puts texts together.
 */
export function createMjmlLayout(): MailLayout {
  return { html: withinLimit, text: plainText };
}

/** Bytes, of ASCII. Gmail shows 102 KB of a mail and hides the rest, with it the footer. */
const HTML_LIMIT = 100_000;

/** Renders; what is too large is rendered again with ever less of its longest parts. */
function withinLimit(content: MailContent, language: Language): string {
  const given = textLength(content) > HTML_LIMIT ? smaller(content, 1, language) : content;
  let html = mailHtml(viewOf(given, language));
  for (let scale = 1; html.length > HTML_LIMIT && scale >= SMALLEST; scale /= 2) {
    html = mailHtml(viewOf(smaller(content, scale, language), language));
  }
  return html;
}

/** Code units that the mail says; markup and escaping come on top. */
function textLength({ title, paragraphs, facts, detail, afterword, footer }: MailContent): number {
  let length = title.length + (detail?.text.length ?? 0);
  for (const { label, value } of facts) length += label.length + value.length;
  for (const texts of [paragraphs, afterword, footer]) for (const text of texts) length += text.length;
  return length;
}

/** At this scale even a mail of nothing but quotation marks, which escaping makes six times as long, fits. */
const SMALLEST = 1 / 64;

function viewOf(content: MailContent, language: Language): MailView {
  const { button, severity } = content;
  const url = button === null ? null : httpLink(button.url);
  return {
    ...content,
    language,
    button: button === null || url === null ? null : { label: button.label, url },
    light: SEVERITY_PALETTE[severity].light,
    dark: SEVERITY_PALETTE[severity].dark,
  };
}
