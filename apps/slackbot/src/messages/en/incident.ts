import type { IncidentTexts } from '../incident-texts.ts';

/** English. */
export const incidentEn: IncidentTexts = {
  title: {
    'connection-failing': (level) => `The mail server of ${level} fails`,
    'canary-failed': (level) => `A canary mail of ${level} did not arrive`,
    'mail-held': (level) => `Mail of ${level} waits`,
    'delivery-failed': (level) => `Mail of ${level} was given up`,
    'source-silent': (level) => `A source of ${level} has fallen silent`,
    'source-limited': (level) => `More webhooks of ${level} than its limit`,
    'certificate-expiring': (level) => `A certificate of ${level} ends soon`,
    'client-certificate-expiring': (level) => `The client certificate of ${level} ends soon`,
    'oauth-certificate-expiring': (level) => `The OAuth certificate of ${level} ends soon`,
    'client-secret-expiring': (level) => `A client secret of ${level} ends soon`,
  },
  since: (moment) => `:rotating_light: *Since ${moment}*`,
  over: (moment, how) => `:white_check_mark: *Over, ${moment}:* ${how}`,
  how: {
    recovered: 'it works again.',
    changed: 'the settings have changed since.',
    quiet: 'it did not happen again for a day.',
  },
  server: (server, reason) => `${server}: ${reason}`,
  failingSince: (moment) =>
    `No mail has gone through since ${moment}. What waits is kept and goes out later.`,
  byHostSince: (failing, byHost) =>
    `The server is out of reach since ${failing}. Mail goes by the host’s relay since ${byHost}, and comes back to your server as soon as that one answers.`,
  held: (reason) => `It is kept until this is put right: ${reason}`,
  recipients: (addresses, more) => `For ${addresses}${more ? ' and others' : ''}`,
  recipientsServed: 'Those who are named here got mail since; others may be left.',
  silent: (source, last, expected) =>
    `${source} should report at least every ${expected}. Last heard of it: ${last}.`,
  neverHeard: 'never',
  limited: (source, perMinute) =>
    `${source ?? 'All sources together'} sent more than ${perMinute} webhooks a minute. What is above is answered 429 and not stored.`,
  ends: {
    'certificate-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `The certificate of ${server} ends tomorrow at the latest: ${moment}.`
          : `The certificate of ${server} ends in ${daysLeft} days: ${moment}.`,
      past: (server, moment) =>
        `The certificate of ${server} ended ${moment}: no mail goes through any more.`,
    },
    'client-certificate-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `The client certificate for ${server} ends tomorrow at the latest: ${moment}.`
          : `The client certificate for ${server} ends in ${daysLeft} days: ${moment}.`,
      past: (server, moment) =>
        `The client certificate for ${server} ended ${moment}: a server that asks for it takes no mail any more.`,
    },
    'oauth-certificate-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `The OAuth client certificate for ${server} ends tomorrow at the latest: ${moment}.`
          : `The OAuth client certificate for ${server} ends in ${daysLeft} days: ${moment}.`,
      past: (server, moment) => `The OAuth client certificate for ${server} ended ${moment}.`,
    },
    'client-secret-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `The OAuth client secret for ${server} ends tomorrow at the latest: ${moment}.`
          : `The OAuth client secret for ${server} ends in ${daysLeft} days: ${moment}.`,
      past: (server, moment) => `The OAuth client secret for ${server} ended ${moment}.`,
    },
  },
  times: (count) => (count === 1 ? 'Once so far' : `${count} times so far`),
  cause: (text) => `*Cause:* ${text}`,
  cure: (text) => `*What to do:* ${text}`,
  cures: {
    'source-silent':
      'Look whether the sender still runs, and whether it has switched this webhook off after failures.',
    'source-limited':
      'Look at what the sender repeats. If it is honest, have a system administrator raise the limit: a sender such as UiPath gives up after a few refusals, and does not send again what it skipped.',
    'certificate-expiring': 'Renew it at the server. Postern needs nothing: it sees the new one by itself.',
    'client-certificate-expiring':
      'Have a new one issued, and set it with its key in one change, on the command line: `postern settings set client-certificate=@postern.pem client-key=@postern.key`',
    'oauth-certificate-expiring':
      'Register a new certificate for the application at the provider, then set it with its key in one change, on the command line: `postern settings set oauth-client-certificate=@oauth.pem oauth-client-key=@oauth.key`',
    'client-secret-expiring':
      'Make a new secret for the application at the provider, enter it with `/email-settings secret oauth-client-secret`, and set oauth-client-secret-expires to its last day.',
    'mail-held':
      'Look at the settings: they say what is missing. The mail goes out as soon as they are right.',
  },
  canary: {
    failed: (address, moment) => `The canary to ${address} of ${moment} was refused for good.`,
    held: (address, moment) => `The canary to ${address} of ${moment} waits, and so does all other mail.`,
    late: (address, moment) => `No server has taken the canary to ${address} of ${moment} in time.`,
    'not-sent': (address, moment) => `The canary to ${address} was due ${moment}, and nothing has sent it.`,
  },
  canaryCures: {
    failed: 'If the address is right, look at what the server has against it: the test shows each step.',
    held: 'Look at the settings: they say what is missing. The canary goes out as soon as they are right.',
    late: 'Test the settings: the test says at which step the mail gets stuck, and what helps. Other mail of this level waits too, and goes out later.',
    'not-sent':
      'Have a system administrator look whether a gateway or a worker is running, and whether it reaches its database: until then no mail goes out.',
  },
  overNews: (how) => `:white_check_mark: It is over: ${how}`,
  worseNews: ':warning: It becomes urgent: the message above is up to date.',
  channelClosed: ({ channel, level }, invite, bind) =>
    `:warning: I cannot write in ${channel}, where ${level} is to be told when its mail fails. What happens is kept. Type ${invite} there, or give it another channel: ${bind}`,
  listTitle: (level) => `Open incidents of ${level}`,
  none: ':white_check_mark: Nothing is wrong.',
  deliveries: 'Failed mail',
  test: 'Test now',
  canaryNow: 'Canary',
  connection: {
    title: 'Connection:',
    proven: (moment) => `last proof ${moment}`,
    since: (moment) => `since ${moment}`,
    byHost: (moment) => `Mail goes by the host’s relay since ${moment}.`,
  },
  settings: 'Settings',
};
