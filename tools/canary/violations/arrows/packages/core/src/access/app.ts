// core-knows-no-app
export { thing } from '../../../../apps/slackbot/src/thing.ts';
