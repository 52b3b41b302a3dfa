import type { CanaryTexts } from './mail-texts.ts';

/** English words of the mail that shows that mail goes out. */
export const enCanary: CanaryTexts = {
  subject: (whose, sentAt) => `Canary mail ${whose === null ? 'of the platform' : `of ${whose}`}, ${sentAt}`,
  title: 'Mail goes out',
  sentence: (whose) =>
    `This mail has gone the way of all mail ${whose === null ? 'of the platform' : `of ${whose}`}: out of Postern’s outbox, over the mail server that is set now. There is nothing to do.`,
  next: (at) => `The next one is due on ${at}.`,
  missing:
    'If one does not come, look where Postern tells of incidents: it says there what was in the way. If it says nothing either, the mail was lost behind the mail server.',
  footer: 'You get this mail because an administrator has set your address to receive canaries.',
};
