import type { InstallTexts } from '../install-texts.ts';

/** English. */
export const installEn: InstallTexts = {
  installed: (team) => ({
    title: 'Postern is installed',
    lines: [
      `The workspace ${team} has Postern now.`,
      'In Slack, type /email-settings help. Who may change what is decided by the system administrators of Postern.',
    ],
  }),
  failures: {
    cancelled: { title: 'Not installed', lines: ['You did not allow it in Slack, so nothing was changed.'] },
    stale: {
      title: 'This way back is not good any more',
      lines: ['It is good once, for ten minutes, in the browser that began. Please begin again.'],
    },
    'whole-organization': {
      title: 'Not for a whole organization',
      lines: ['Postern is installed workspace by workspace. Choose one workspace in Slack, and begin again.'],
    },
    refused: {
      title: 'Slack did not finish it',
      lines: [
        'Slack refused the last step, or could not be reached. Nothing was installed; please begin again.',
      ],
    },
    broken: {
      title: 'Something went wrong in Postern',
      lines: [
        'The installation could not be kept. Please begin again; if it stays so, give the reference to a system administrator.',
      ],
    },
  },
  again: 'Begin again',
  openSlack: 'Open Slack',
};
