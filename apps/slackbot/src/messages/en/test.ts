import type { TestTexts } from '../test-texts.ts';

/** English. */
export const testEn: TestTexts = {
  title: (level) => `Test of the mail settings of ${level}`,
  running: ':hourglass_flowing_sand: The test is running.',
  stages: {
    dns: 'Name lookup',
    connect: 'Connection',
    greeting: 'Greeting',
    ehlo: 'Capabilities (EHLO)',
    starttls: 'Encryption (TLS)',
    certificate: 'Certificate',
    authentication: 'Sign-in',
    'mail-from': 'Sender (MAIL FROM)',
    'rcpt-to': 'Recipient (RCPT TO)',
    data: 'Message (DATA)',
    reply: 'Acceptance',
  },
  passed: (server, example) =>
    `:white_check_mark: *${server} lets us send*, as far as it tells before a mail. ${example} sends one.`,
  accepted: (server, time) => `:white_check_mark: *Accepted by ${server}* in ${time}.`,
  acceptedAs: (server, queueId, time) =>
    `:white_check_mark: *Accepted by ${server} as ${queueId}* in ${time}.`,
  lookInto: (address) =>
    `That proves that it was taken, not that it arrived: look into the mailbox of ${address}.`,
  activated: (revision) => `:rocket: Revision ${revision} is active: mail goes out with it from now on.`,
  notActivated: (reason) => `:warning: It is not active all the same: ${reason}`,
  provenBy: (revision) => `This is about revision ${revision} and about nothing else.`,
  failed: ':x: *The test failed.*',
  cause: (text) => `*Cause:* ${text}`,
  cure: (text) => `*What to do:* ${text}`,
  repeat: 'What is tried again by itself is mail that waits, not this test: repeat it in a few minutes.',
  draftWaits: 'The draft stays a draft; what was active keeps sending.',
  unusable: (reasons) => `:warning: *There is nothing to test yet.* ${reasons}`,
  secretClosed:
    ':warning: *A secret cannot be opened on the server*, so nothing was tried. Enter it again, or give the reference to a system administrator.',
  tooOften: (minutes) => ({
    what: 'You have tested these settings several times just now, so nothing was tried.',
    next: `Each test speaks to a mail server. Try again in ${minutes} min.`,
  }),
  notAnAddress: (word, example) => ({
    what: `${word} is not a mail address, so nothing was tried.`,
    next: `For example: ${example}`,
  }),
  again: 'Test again',
  undo: 'Undo: the revision before',
  settings: 'Show the settings',
};
