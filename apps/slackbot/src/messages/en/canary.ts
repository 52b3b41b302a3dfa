import type { CanaryTexts } from '../canary-texts.ts';

/** English. */
export const canaryEn: CanaryTexts = {
  title: (level) => `Canary of ${level}`,
  what: 'A mail that goes out by itself, the way of all mail. When one does not arrive in time, the channel is told why.',
  none: (example) => `:information_source: No canary is set here. For example: ${example}`,
  goes: (address, schedule) => `To ${address}, ${schedule}`,
  next: (moment) => `The next one: ${moment}`,
  standings: {
    'not-yet': ':hourglass_flowing_sand: None was sent yet.',
    'under-way': ':hourglass_flowing_sand: The last one is under way.',
    'not-sent': ':x: The next one is overdue: no gateway or worker sends it.',
    delivered: ':white_check_mark: The last one was delivered.',
    'by-host': ':warning: The last one was delivered, by the host’s relay: your server was out of reach.',
    failed: ':x: The last one was refused for good.',
    held: ':x: The last one waits until the settings are right.',
    late: ':x: No server has taken the last one in time.',
    suspended: ':double_vertical_bar: Mail was held by hand, so the last one says nothing.',
  },
  sent: (moment) => `Sent: ${moment}`,
  delivered: (moment) => `Last delivered: ${moment}`,
  server: (server, words) => `${server} · ${words}`,
  set: ':white_check_mark: *The canary is set.*',
  underWay: (address) => `:outbox_tray: *A canary to ${address} is in the outbox.* It goes out in a moment.`,
  removed:
    ':white_check_mark: *The canary is taken away.* When mail stops, nobody is told before mail fails.',
  addressMissing: (example) => ({
    what: 'The line does not say to whom the canary goes. Nothing was set.',
    next: `For example: ${example}`,
  }),
  sendNow: 'Send one now',
  look: 'Look at it',
  remove: 'Take it away',
};
