const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text from people or the database for mrkdwn, so that it neither pings a channel nor makes a link: https://docs.slack.dev/messaging/formatting-message-text */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter);
}

/** The text as code; a backtick in it would end the code, so it becomes an apostrophe. */
export function code(text: string): string {
  return `\`${escapeMrkdwn(text.replaceAll('`', 'ʼ'))}\``;
}
