import type { AlertsTexts } from '../alerts-texts.ts';

/** English. */
export const alertsEn: AlertsTexts = {
  deliveriesTitle: (level) => `Mail of ${level}`,
  everywhere: 'the host and all organizations',
  everyEvent: 'every event',
  states: {
    queued: ':incoming_envelope: waits for its first try',
    sending: ':outbox_tray: is being sent',
    delivered: ':white_check_mark: accepted by the server',
    deferred: ':hourglass_flowing_sand: waits, and is tried again',
    failed: ':x: refused for good',
    suppressed: ':no_bell: kept, and not mailed',
    expired: ':wastebasket: too old to be of use',
    unknown: ':grey_question: may have arrived, and is tried again',
  },
  noDeliveries: 'There is no mail like that.',
  maybeTwice: 'The recipient may have it twice: an answer of the server was lost.',
  deliveryTitle: (address) => `Mail to ${address}`,
  event: (type, received) => `About ${type}, received ${received}`,
  mail: '*What it says*, written again from its event:',
  mailHidden: ':lock: The mail is not shown: it is for that person’s eyes alone, or cannot be written.',
  earlier: 'Earlier tries',
  noAttempts: 'It was not tried yet.',
  replayed: ':repeat: *It is due again now*, and its tries begin anew.',
  rulesTitle: (level) => `Alert rules of ${level}`,
  paused: ':double_vertical_bar: paused',
  enabled: ':bell: enabled',
  to: (addresses) => `to ${addresses}`,
  rulePaused: (name) => `:double_vertical_bar: *${name} is paused.* Mail that waits already still goes out.`,
  ruleResumed: (name) =>
    `:bell: *${name} wants events again.* Those that came meanwhile stay without mail by it.`,
  ruleUnchanged: (name) => `${name} is like that already, so nothing was done.`,
  open: 'Open',
  replay: 'Send again',
  pause: 'Pause',
  resume: 'Resume',
};
