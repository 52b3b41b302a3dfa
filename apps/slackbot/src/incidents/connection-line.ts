import {
  CONNECTION_STATE_TEXTS,
  DELIVERY_REASON_TEXTS,
  type ConnectionState,
  type ConnectionStateKind,
  type Language,
} from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { momentText } from '../blocks/moment-text.ts';
import { messagesOf } from '../messages/messages-of.ts';

/** How a connection is, in one line of mrkdwn. */
export function connectionLine(state: ConnectionState, language: Language): string {
  const { connection } = messagesOf(language).incident;
  const told = `${SIGNS[state.kind]} ${connection.title} *${CONNECTION_STATE_TEXTS[state.kind][language]}*`;
  switch (state.kind) {
    case 'not-configured':
    case 'not-proven':
      return told;
    case 'delivering':
      return `${told} · ${connection.proven(momentText(state.provenAt))}`;
    case 'waiting':
    case 'failing': {
      const why = escapeMrkdwn(DELIVERY_REASON_TEXTS[state.reason][language]);
      const byHost = state.byHostSince === null ? '' : ` ${connection.byHost(momentText(state.byHostSince))}`;
      return `${told} ${connection.since(momentText(state.since))} · ${why}${byHost}`;
    }
    default:
      return state satisfies never;
  }
}

const SIGNS: Readonly<Record<ConnectionStateKind, string>> = {
  'not-configured': ':information_source:',
  'not-proven': ':information_source:',
  delivering: ':white_check_mark:',
  waiting: ':hourglass_flowing_sand:',
  failing: ':x:',
};
