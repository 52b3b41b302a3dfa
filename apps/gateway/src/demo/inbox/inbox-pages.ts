import { escapeHtml } from '../../http/escape-html.ts';
import type { CaughtMail } from '../mail-catcher.ts';

/** How one mail is shown. */
export type MailView = 'html' | 'text';

/** Seconds after which the list looks for new mail: by itself, so that the pages need no script at all. */
const REFRESH = 2;

/** The whole page: the list on the left, one mail beside it. Null shows none. */
export function mailPage(mails: readonly CaughtMail[], shown: CaughtMail | null, view: MailView): string {
  const list = `<iframe class="list" title="All mails" src="/list?shown=${String(shown?.number ?? 0)}"></iframe>`;
  const mail = shown === null ? '<p class="empty">No mail yet.</p>' : mailSection(shown, view);
  return htmlPage({
    title: `${shown?.subject ?? 'Inbox'} · Postern demo`,
    head: '',
    body: `<header><b>Postern demo</b> ${String(mails.length)} mails; nothing has left this machine</header>
<main>${list}${mail}</main>`,
  });
}

/** The list alone, newest first; it keeps itself up to date within the page. */
export function listPage(mails: readonly CaughtMail[], shown: number): string {
  const items = mails.toReversed().map(
    ({ number, subject, from, to }) => `<li${number === shown ? ' class="shown"' : ''}>
<a href="/mails/${String(number)}" target="_top"><b>${escapeHtml(subject)}</b><span>${escapeHtml(from)}</span><span>to ${escapeHtml(to)}</span></a></li>`,
  );
  return htmlPage({
    title: 'All mails',
    head: `<meta http-equiv="refresh" content="${String(REFRESH)}">`,
    body: `<ol>${items.join('')}</ol>`,
  });
}

/** For everything that is not there. */
export function lostPage(): string {
  return htmlPage({
    title: 'Postern demo',
    head: '',
    body: '<p class="empty">There is nothing here. <a href="/">To the inbox</a></p>',
  });
}

function mailSection({ number, from, to, subject }: CaughtMail, view: MailView): string {
  const path = `/mails/${String(number)}`;
  const tab = (href: string, name: string, current: boolean): string =>
    `<a href="${href}"${current ? ' aria-current="page"' : ''}>${name}</a>`;
  return `<article>
<h1>${escapeHtml(subject)}</h1>
<dl><dt>From</dt><dd>${escapeHtml(from)}</dd><dt>To</dt><dd>${escapeHtml(to)}</dd></dl>
<nav>${tab(path, 'HTML', view === 'html')}${tab(`${path}/as-text`, 'Text', view === 'text')}<a href="${path}/source">Source (.eml)</a></nav>
<iframe class="mail" sandbox title="The mail" src="${path}/${view}"></iframe>
</article>`;
}

function htmlPage(parts: { readonly title: string; readonly head: string; readonly body: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${parts.head}<title>${escapeHtml(parts.title)}</title>
<link rel="stylesheet" href="/inbox.css">
</head>
<body>
${parts.body}
</body>
</html>
`;
}
