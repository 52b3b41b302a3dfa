// apps-stand-alone
export { thing } from '../../slackbot/src/thing.ts';
