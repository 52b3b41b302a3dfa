import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  fieldOf,
  SECRET_FAULTS,
  secretFormOf,
  type Language,
  type SecretFault,
  type SecretKey,
  type ShownLink,
} from '@postern/core';
import { escapeHtml } from '../../http/escape-html.ts';
import { LINK_TEXTS, type LinkTrouble } from './link-texts.ts';

/** The form of a link, with what was wrong with what was sent, if anything. */
export interface LinkForm {
  readonly link: ShownLink;
  /** See `FormGuard`. */
  readonly guard: string;
  readonly wrong: SecretFault | 'stale' | null;
}

/** The pages of one-time links: whole HTML documents that need no script and load nothing. */
export interface LinkPages {
  /** The `Content-Security-Policy` of all of them: their own style, a form to their own address, and nothing else. */
  readonly policy: string;
  form(form: LinkForm): string;
  saved(link: ShownLink, drafted: boolean): string;
  confirmed(link: ShownLink): string;
  /** `reference` finds the log line; null: there is nothing to look up. */
  trouble(trouble: LinkTrouble, language: Language, reference: string | null): string;
}

/** Longer than any secret: what is too long is to be refused with words, and not cut by the browser. */
const MOST_LETTERS = 10_000;

/** Reads the style once. */
export function createLinkPages(): LinkPages {
  const css = readFileSync(new URL('./link-page.css', import.meta.url), 'utf8');
  const styleHash = createHash('sha256').update(css).digest('base64');
  const page = (language: Language, title: string, body: readonly string[]): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · Postern</title>
<style>${css}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body.join('\n')}
</main>
</body>
</html>
`;
  return {
    policy: [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    form(form) {
      const { language } = form.link;
      const body = form.link.kind === 'secret' ? secretForm(form.link, form) : arrivalForm(form);
      return page(language, titleOf(form.link), body);
    },
    saved({ language }, drafted) {
      const { secret } = LINK_TEXTS[language];
      return page(language, secret.saved, [paragraph(drafted ? secret.drafted : secret.applies)]);
    },
    confirmed({ language }) {
      const { arrival } = LINK_TEXTS[language];
      return page(language, arrival.thanks, [paragraph(arrival.told)]);
    },
    trouble(trouble, language, reference) {
      const texts = LINK_TEXTS[language];
      const { title, what, next } = texts.troubles[trouble];
      const small = reference === null ? [] : [paragraph(texts.reference(reference), 'quiet')];
      return page(language, title, [paragraph(what), paragraph(next), ...small]);
    },
  };
}

function titleOf({ language, levelName }: ShownLink): string {
  const texts = LINK_TEXTS[language];
  return texts.title(levelName ?? texts.host);
}

function secretForm(
  { language, key, server, username }: Extract<ShownLink, { readonly kind: 'secret' }>,
  { guard, wrong }: LinkForm,
): readonly string[] {
  const { secret } = LINK_TEXTS[language];
  const described = wrong === null ? 'hint' : 'wrong hint';
  const invalid = wrong === null ? '' : ' aria-invalid="true"';
  return [
    paragraph(secret.intro),
    ...(server === null ? [] : [paragraph(secret.server(server, username))]),
    '<form method="post">',
    hidden(guard),
    // For password managers: it says whose password it is, and is not sent.
    ...(username === null
      ? []
      : [`<input autocomplete="username" value="${escapeHtml(username)}" readonly hidden>`]),
    `<label for="secret">${escapeHtml(fieldOf(key).label[language])}</label>`,
    ...(wrong === null ? [] : [wrongLine(wrong, language)]),
    secretInput(key, `aria-describedby="${described}"${invalid}`),
    `<p id="hint" class="quiet">${escapeHtml(isFile(key) ? secret.fileHint : secret.hint)}</p>`,
    `<button>${escapeHtml(secret.save)}</button>`,
    '</form>',
    paragraph(secret.lifetime, 'quiet'),
  ];
}

function isFile(key: SecretKey): boolean {
  return secretFormOf(key) !== 'line';
}

/** A file has many lines, which no masked input takes. */
function secretInput(key: SecretKey, described: string): string {
  const common = `id="secret" name="secret" autocapitalize="off" spellcheck="false" maxlength="${String(MOST_LETTERS)}" required autofocus ${described}`;
  return isFile(key)
    ? `<textarea ${common} autocomplete="off" rows="10"></textarea>`
    : `<input ${common} type="password" autocomplete="new-password">`;
}

function arrivalForm({ link: { language }, guard, wrong }: LinkForm): readonly string[] {
  const { arrival } = LINK_TEXTS[language];
  return [
    paragraph(arrival.question),
    ...(wrong === null ? [] : [wrongLine(wrong, language)]),
    '<form method="post">',
    hidden(guard),
    `<button autofocus>${escapeHtml(arrival.confirm)}</button>`,
    '</form>',
  ];
}

function wrongLine(wrong: SecretFault | 'stale', language: Language): string {
  const text = wrong === 'stale' ? LINK_TEXTS[language].sendAgain : SECRET_FAULTS[wrong][language];
  return `<p id="wrong" class="wrong" role="alert">${escapeHtml(text)}</p>`;
}

function hidden(guard: string): string {
  return `<input type="hidden" name="guard" value="${escapeHtml(guard)}">`;
}

function paragraph(text: string, name: 'quiet' | null = null): string {
  return `<p${name === null ? '' : ` class="${name}"`}>${escapeHtml(text)}</p>`;
}
