import type { IncomingMessage, ServerResponse } from 'node:http';
import { languageOfLocale, type Language } from '@postern/core';

/** A page of plain text with at most one link. */
export interface InstallPage {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link?: { readonly text: string; readonly url: string };
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Answers a browser with a page that loads nothing and runs nothing. */
export function sendPage(
  response: ServerResponse,
  page: InstallPage,
  { status, language }: { readonly status: number; readonly language: Language },
): void {
  const { title, lines, link } = page;
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    ...(link === undefined ? [] : [`<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.text)}</a></p>`]),
  ];
  response.writeHead(status, HEADERS).end(`<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<main>
${body.join('\n')}
</main>
</html>
`);
}

/** The first language of ours that the browser asks for, else English. */
export function languageOfBrowser({ headers }: IncomingMessage): Language {
  const asked = (headers['accept-language'] ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '');
  return asked.map(languageOfLocale).find((language) => language !== null) ?? 'en';
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}
