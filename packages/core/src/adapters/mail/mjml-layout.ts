import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Language } from '../../kernel/language.ts';
import { httpLink } from '../../mail/http-link.ts';
import type { MailContent } from '../../mail/mail-content.ts';
import type { MailLayout } from '../../mail/mail-layout.ts';
import { SEVERITY_PALETTE, type SeverityColors } from './severity-palette.ts';
import { plainText } from './plain-text.ts';
import { smaller } from './smaller-content.ts';

/**
 * The layout of `mail.mjml`. What MJML makes of it is kept beside it as `mail.html.hbs` (a test holds the two together),
 * so that a start neither pays MJML's second nor its 100 MB; a mail costs one Handlebars call, which escapes every value.
 * @throws Error when the file beside is missing: the installation is broken.
 */
export function createMjmlLayout(): MailLayout {
  const source = readFileSync(new URL('./mail.html.hbs', import.meta.url), 'utf8');
  const render = Handlebars.compile<MailView>(source, { strict: true, knownHelpersOnly: true });
  return {
    html: (content, language) => withinLimit(content, language, (view) => inAscii(render(view))),
    text: plainText,
  };
}

/**
 * Characters beyond ASCII as references, which mean the same wherever a value stands. The mail then needs no encoding on its
 * way, which for a layout of some 250 lines took longer than rendering it.
 */
function inAscii(html: string): string {
  return html.replace(BEYOND_ASCII, references);
}

const BEYOND_ASCII = /[\x80-\uffff]+/g;

/** Most are one character, such as `’`, a no-break space or `é`. */
function references(characters: string): string {
  if (characters.length === 1) return `&#${String(characters.codePointAt(0))};`;
  return Array.from(characters, (character) => `&#${String(character.codePointAt(0))};`).join('');
}

/** Bytes of UTF-8. Gmail shows 102 KB of a mail and hides the rest, with it the footer. */
const HTML_LIMIT = 100_000;

/** Renders; what is too large is rendered again with ever less of its longest parts. */
function withinLimit(content: MailContent, language: Language, render: (view: MailView) => string): string {
  const given = textLength(content) > HTML_LIMIT ? smaller(content, 1, language) : content;
  let html = render(viewOf(given, language));
  for (let scale = 1; Buffer.byteLength(html) > HTML_LIMIT && scale >= SMALLEST; scale /= 2) {
    html = render(viewOf(smaller(content, scale, language), language));
  }
  return html;
}

/** Code units that the mail says; markup and escaping come on top. */
function textLength({ title, paragraphs, facts, detail, afterword, footer }: MailContent): number {
  const texts = [
    title,
    ...paragraphs,
    ...facts.flatMap(({ label, value }) => [label, value]),
    ...afterword,
    ...footer,
  ];
  return texts.reduce((sum, text) => sum + text.length, detail?.text.length ?? 0);
}

/** At this scale even a mail of nothing but quotation marks, which escaping makes six times as long, fits. */
const SMALLEST = 1 / 64;

/** What `mail.mjml` has holes for. */
interface MailView extends Omit<MailContent, 'detail' | 'severity'> {
  readonly language: Language;
  /** By line: Outlook's engine knows no `white-space: pre-wrap`. */
  readonly detail: {
    readonly label: string;
    readonly lines: readonly string[];
    readonly note: string | null;
  } | null;
  readonly light: SeverityColors;
  readonly dark: SeverityColors;
}

function viewOf(content: MailContent, language: Language): MailView {
  const { detail, button, severity } = content;
  const url = button === null ? null : httpLink(button.url);
  return {
    ...content,
    language,
    detail:
      detail === null ? null : { label: detail.label, lines: detail.text.split('\n'), note: detail.note },
    button: button === null || url === null ? null : { label: button.label, url },
    light: SEVERITY_PALETTE[severity].light,
    dark: SEVERITY_PALETTE[severity].dark,
  };
}
