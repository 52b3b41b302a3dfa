export const thing = 'slackbot';
