import type { Incident, Language, Organization } from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons, type LineButton } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { messagesOf } from '../messages/messages-of.ts';
import { writeLine } from '../words/write-line.ts';
import { incidentLines } from './incident-lines.ts';

/** For whom an incident is written. */
export interface IncidentReader {
  readonly organization: Organization | null;
  readonly language: Language;
  readonly now: number;
}

/** The one message that follows an incident in its channel. */
export function incidentMessage(incident: Incident, reader: IncidentReader): Message {
  const title = incidentTitle(incident, reader);
  const lines = incidentLines(incident, reader);
  return {
    text: plainText([escapeMrkdwn(title), ...lines]),
    blocks: [header(title), ...sections(lines), ...buttons(incidentButtons(incident, reader))],
  };
}

/** Plain. */
export function incidentTitle(
  { facts }: Pick<Incident, 'facts'>,
  { organization, language }: Pick<IncidentReader, 'organization' | 'language'>,
): string {
  const texts = messagesOf(language);
  return texts.incident.title[facts.kind](organization?.name ?? texts.view.host);
}

/** What helps, by one press, with the rights of whoever presses. */
export function incidentButtons(
  { facts, resolvedAt }: Incident,
  { organization, language }: Pick<IncidentReader, 'organization' | 'language'>,
): readonly LineButton[] {
  const texts = messagesOf(language).incident;
  const level = organization === null ? ['host'] : ['org', organization.slug];
  const settings = (word: string) => ({ command: '/email-settings', typed: writeLine([word, ...level]) });
  const failed = {
    text: texts.deliveries,
    line: { command: '/email-alerts', typed: writeLine(['deliveries', stateOf(facts), ...level]) },
  };
  const test = { text: texts.test, line: settings('test') };
  const view = { text: texts.settings, line: settings('view') };
  if (resolvedAt !== null) return facts.kind === 'delivery-failed' ? [failed] : [];
  switch (facts.kind) {
    case 'connection-failing':
    case 'mail-held':
    case 'certificate-expiring':
    case 'client-certificate-expiring':
    case 'client-secret-expiring':
    case 'oauth-certificate-expiring':
      return [test, view];
    case 'canary-failed':
      return [{ text: texts.canaryNow, line: settings('canary') }, test, view];
    case 'delivery-failed':
      return [failed, test, view];
    case 'source-silent':
    case 'source-limited':
      return [];
    default:
      return facts satisfies never;
  }
}

/** The state in which its mail is found. */
function stateOf(facts: Incident['facts']): 'expired' | 'failed' {
  return 'reason' in facts && facts.reason === 'expired' ? 'expired' : 'failed';
}
