import type { SilencesTexts } from '../silences-texts.ts';

/** English. */
export const silencesEn: SilencesTexts = {
  title: (level) => `Silences of ${level}`,
  none: (example) => `Nothing is muted. For example: ${example}`,
  states: {
    active: ':no_bell: mutes now',
    coming: ':hourglass_flowing_sand: is to come',
    over: ':heavy_check_mark: is over',
  },
  span: (from, until) => `${from} – ${until}`,
  added: (from, until) => `:no_bell: *Muted* from ${from} until ${until}:`,
  kept: 'Such events are kept and make no mail meanwhile. A password recovery is never muted.',
  ended: (reason) => `:bell: *The silence “${reason}” is over.* Matching events make mail again.`,
  sendLater: (line) => `What it muted stays without mail; ${line} lists it, to be sent by hand.`,
  unknownType: (type) => `:information_source: No known sender reports ${type}.`,
  unknownTypeNear: (type, near) =>
    `:information_source: No known sender reports ${type}. Did you mean ${near}?`,
  endMissing: (example) => ({
    what: 'The line does not say when the silence ends, and every silence does. Nothing was muted.',
    next: `For example: ${example}`,
  }),
  reasonMissing: (example) => ({
    what: 'The line does not say why, so that others would wonder where the mail is. Nothing was muted.',
    next: `For example: ${example}`,
  }),
  endNow: 'End now',
  list: 'All silences',
  muted: 'What was muted',
  showAll: 'Those that are over, too',
};
