import { CONNECTION_STATE_TEXTS, DELIVERY_REASON_TEXTS, type ConnectionState } from '@postern/core';
import { instant } from './print.ts';

/** How a connection is, in one line. */
export function connectionText(state: ConnectionState): string {
  const word = CONNECTION_STATE_TEXTS[state.kind].en;
  switch (state.kind) {
    case 'not-configured':
    case 'not-proven':
      return word;
    case 'delivering':
      return `${word}, last ${instant(state.provenAt)}`;
    case 'waiting':
    case 'failing': {
      const byHost =
        state.byHostSince === null ? '' : ` By the host’s relay since ${instant(state.byHostSince)}.`;
      return `${word} since ${instant(state.since)}: ${DELIVERY_REASON_TEXTS[state.reason].en}${byHost}`;
    }
    default:
      return state satisfies never;
  }
}
