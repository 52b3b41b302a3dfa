import { DELIVERY_REASON_TEXTS, type Incident, type Language } from '@postern/core';
import { durationText } from '../blocks/duration-text.ts';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { momentText } from '../blocks/moment-text.ts';
import { messagesOf } from '../messages/messages-of.ts';
import { endingLine } from './ending-line.ts';

/** What is known of an incident, line by line, as mrkdwn. */
export function incidentLines(
  incident: Incident,
  { language, now }: { readonly language: Language; readonly now: number },
): readonly string[] {
  const texts = messagesOf(language).incident;
  const { resolvedAt, resolution, openedAt, count } = incident;
  const state =
    resolvedAt === null
      ? texts.since(momentText(openedAt))
      : texts.over(momentText(resolvedAt), texts.how[resolution ?? 'changed']);
  const counted = count > 1 ? [texts.times(count)] : [];
  return [state, ...factLines(incident, { language, now }), ...counted, ...adviceLines(incident, language)];
}

function factLines(
  { facts }: Incident,
  { language, now }: { readonly language: Language; readonly now: number },
): readonly string[] {
  const all = messagesOf(language);
  const texts = all.incident;
  switch (facts.kind) {
    case 'connection-failing':
      return [
        texts.server(code(facts.server), escapeMrkdwn(DELIVERY_REASON_TEXTS[facts.reason][language])),
        facts.byHostSince === null
          ? texts.failingSince(momentText(facts.failingSince))
          : texts.byHostSince(momentText(facts.failingSince), momentText(facts.byHostSince)),
      ];
    case 'mail-held':
      return [texts.held(escapeMrkdwn(DELIVERY_REASON_TEXTS[facts.reason][language]))];
    case 'delivery-failed':
      return [
        escapeMrkdwn(DELIVERY_REASON_TEXTS[facts.reason][language]),
        facts.addresses.length === 0
          ? texts.recipientsServed
          : facts.more
            ? texts.recipients(facts.addresses.map(code).join(', '), true)
            : texts.recipients(all.list(facts.addresses.map(code)), false),
      ];
    case 'source-silent': {
      const last = facts.lastHeardAt === null ? texts.neverHeard : momentText(facts.lastHeardAt);
      return [texts.silent(code(facts.sourceName), last, durationText(facts.expectedEvery, language))];
    }
    case 'source-limited': {
      const source = facts.sourceName === null ? null : code(facts.sourceName);
      return [texts.limited(source, facts.limitPerMinute)];
    }
    case 'canary-failed': {
      const { address, failure, reason, expectedAt } = facts;
      return [
        texts.canary[failure](code(address), momentText(expectedAt)),
        ...(reason === null ? [] : [escapeMrkdwn(DELIVERY_REASON_TEXTS[reason][language])]),
      ];
    }
    case 'certificate-expiring':
    case 'client-certificate-expiring':
    case 'client-secret-expiring':
    case 'oauth-certificate-expiring':
      return [endingLine(facts, { language, now })];
    default:
      return facts satisfies never;
  }
}

/** Cause and cure, while it is open. */
function adviceLines({ facts, resolvedAt }: Incident, language: Language): readonly string[] {
  if (resolvedAt !== null) return [];
  const texts = messagesOf(language).incident;
  const why = 'why' in facts ? facts.why : null;
  if (why !== null)
    return [texts.cause(escapeMrkdwn(why.cause[language])), texts.cure(escapeMrkdwn(why.cure[language]))];
  switch (facts.kind) {
    case 'source-silent':
    case 'source-limited':
    case 'certificate-expiring':
    case 'client-certificate-expiring':
    case 'client-secret-expiring':
    case 'oauth-certificate-expiring':
    case 'mail-held':
      return [texts.cure(texts.cures[facts.kind])];
    case 'canary-failed':
      return [texts.cure(texts.canaryCures[facts.failure])];
    case 'connection-failing':
    case 'delivery-failed':
      return [];
    default:
      return facts satisfies never;
  }
}
