import type { Language, Localized } from '../kernel/language.ts';
import type { EffectiveSender } from '../settings/effective-settings.ts';
import { mailDomain } from '../settings/fields/mailbox-schema.ts';

/**
 * A test mail, before it is built into bytes: as much of mail's `MailToBuild` as one to one person needs. Written out here
 * because mail stands beside smtp, not below it.
 */
export interface TestMail {
  readonly from: { readonly address: string; readonly name: string | null };
  readonly replyTo: string | null;
  readonly to: { readonly address: string; readonly name: string | null };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: string;
  readonly identity: { readonly messageId: string; readonly references: readonly string[] };
  readonly date: number;
  readonly listId: string | null;
  readonly unsubscribe: string | null;
  readonly urgent: boolean;
}

/** What a test mail says. */
export interface TestMailParts {
  readonly sender: EffectiveSender;
  readonly to: string;
  readonly language: Language;
  /** Whose settings are tested; null: the host's. */
  readonly organizationName: string | null;
  /** Host and port that it goes through. */
  readonly server: string;
  /** {@link testMessageId} */
  readonly messageId: string;
  /** A page on which whoever gets it says that it has arrived; null: there is none. */
  readonly arrivalUrl: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The Message-ID of a test mail, without its angle brackets. */
export function testMessageId(id: string, sender: EffectiveSender): string {
  return `${id}@${mailDomain(sender.fromAddress)}`;
}

/** Writes the mail that ends a test of the settings. */
export function testMail(parts: TestMailParts): TestMail {
  const { sender, to, language, messageId, arrivalUrl, now } = parts;
  const wanted = arrivalUrl === null ? [SUCCESS, NOTHING_TO_DO] : [SUCCESS, SAY_SO];
  const paragraphs = wanted.map((paragraph) => fillIn(paragraph[language], parts));
  return {
    from: { address: sender.fromAddress, name: sender.fromDisplayName },
    replyTo: sender.replyTo,
    to: { address: to, name: null },
    subject: fillIn(SUBJECT[language], parts),
    html: html(language, paragraphs, arrivalUrl),
    text: `${paragraphs.join('\n\n')}\n${arrivalUrl === null ? '' : `${arrivalUrl}\n`}`,
    language,
    identity: { messageId, references: [] },
    date: now,
    listId: null,
    unsubscribe: null,
    urgent: false,
  };
}

const HOST_NAME: Localized = { en: 'the host', fr: 'l’hôte' };

const SUBJECT: Localized = {
  en: 'Test of the mail settings of {whose}',
  fr: 'Test des paramètres de messagerie de {whose}',
};

const SUCCESS: Localized = {
  en: 'The mail settings of {whose} work: this message went out through {server}, from {from}.',
  fr: 'Les paramètres de messagerie de {whose} fonctionnent : ce message est parti par {server}, de {from}.',
};

const NOTHING_TO_DO: Localized = {
  en: 'An administrator asked for it. There is nothing to do.',
  fr: 'Un administrateur l’a demandé. Il n’y a rien à faire.',
};

const SAY_SO: Localized = {
  en: 'An administrator asked for it, and learns that it has arrived when you say so here:',
  fr: 'Un administrateur l’a demandé, et saura qu’il est arrivé si vous le dites ici :',
};

/** On the link. */
const ARRIVED: Localized = { en: 'It arrived', fr: 'Il est arrivé' };

function fillIn(text: string, { organizationName, language, server, sender }: TestMailParts): string {
  const values: Readonly<Record<string, string>> = {
    whose: organizationName ?? HOST_NAME[language],
    server,
    from: sender.fromAddress,
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function html(language: Language, paragraphs: readonly string[], arrivalUrl: string | null): string {
  const link =
    arrivalUrl === null ? [] : [`<p><a href="${escapeHtml(arrivalUrl)}">${ARRIVED[language]}</a></p>`];
  const body = [...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`), ...link].join('\n');
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>`,
    `<body style="font-family:sans-serif">\n${body}\n</body></html>\n`,
  ].join('\n');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
