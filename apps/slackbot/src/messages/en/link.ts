import type { LinkTexts } from '../link-texts.ts';

/** English. */
export const linkEn: LinkTexts = {
  enter: (field) => `:lock: *Enter ${field} on a page of its own:* Slack never gets to see it.`,
  rules: 'The page works once, within 10 minutes, and is for you alone: do not pass it on.',
  afterwards: 'Once you have saved it, you are told here, and the settings are tested.',
  notEncrypted:
    ':warning: *The page is not encrypted* (`http://`): what you enter can be read on its way. A system administrator can put HTTPS in front of the gateway.',
  open: 'Open the page',
  saved: (field, level) => `:floppy_disk: *${field} of ${level} is saved.*`,
  testing: ':hourglass_flowing_sand: The settings are being tested.',
  pressIt: 'The mail has a link “It arrived”: once it is pressed, this message says so.',
  arrived: (time) => `:mailbox_with_mail: *It arrived:* said so ${time} after it was sent.`,
  fieldMissing: (example) => ({
    what: 'The line does not say which secret.',
    next: `For example: ${example}`,
  }),
  unknownSecret: (names) => ({
    what: 'There is no secret of that name, and what you typed is not kept here.',
    next: `There are ${names}.`,
  }),
  noSecret: (field, example) => ({
    what: `${field} is no secret, so it needs no page.`,
    next: `Set it as it is: ${example}`,
  }),
  typed: (example) => ({
    what: 'The line has something behind the name of the secret. Secrets are never taken from a chat, and what you typed is not kept here. *If it was the secret, it has passed through Slack: change it on the mail server now.*',
    next: `Then type the name alone: ${example}`,
  }),
  noAddress: {
    what: 'There is no page to enter a secret on, because nobody has told the bot where the gateway’s pages are.',
    next: 'Please ask a system administrator to set `POSTERN_PUBLIC_URL` for the bot as for the gateway. Until then, the command line on the server takes secrets.',
  },
};
