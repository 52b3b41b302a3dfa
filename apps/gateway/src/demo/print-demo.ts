import { styleText } from 'node:util';
import type { CommandIo } from '../cli/command-io.ts';
import { printLine } from '../cli/print.ts';
import { printTable } from '../cli/print-table.ts';
import { PEOPLE } from './demo-people.ts';
import type { DemoVerdict, ExplainedMail } from './judge-demo.ts';
import type { OpenDemo } from './open-demo.ts';
import type { PostedSample } from './post-sample.ts';
import type { SavedMail } from './save-mails.ts';

/** Lines of a mail's text that are shown. */
const SHOWN_LINES = 9;

const SENDERS = { orchestrator: 'acme, from UiPath', identity: 'host, from its own services' } as const;

/** Prints what stands, before anything is posted. */
export function printHouse(io: CommandIo, { url, catcher }: OpenDemo): void {
  const done = io.colour ? styleText('green', '✓', { validateStream: false }) : '✓';
  for (const [name, text] of [
    ['SMTP server', `127.0.0.1:${String(catcher.port)}; it keeps what it gets, nothing leaves this machine`],
    ['Host', 'English; its relay is that server; From "Platform notifications" <robots@platform.example>'],
    [
      'Organization',
      'Acme SA: French, Europe/Paris; the host’s relay under a name of its own, "Robots d’Acme"',
    ],
    ['Sources', 'acme: UiPath Orchestrator; host: Standard Webhooks for password recovery and licences'],
    ['Rules', `jobs and transactions → ${PEOPLE.operators}; robots → ${PEOPLE.onCall}`],
    ['', `licences → ${PEOPLE.platform}; password recovery needs none, it names its person`],
    ['Gateway', `${url}, as "postern serve" runs it, over a temporary database and key`],
  ] as const) {
    printLine(io, `  ${name === '' ? ' ' : done} ${name.padEnd(13)} ${text}`);
  }
  printLine(io);
}

/** Prints what was posted and what came back. */
export function printPosted(io: CommandIo, posted: readonly PostedSample[], { mails }: DemoVerdict): void {
  printLine(io, heading(io, 'Posted'));
  printTable(
    io,
    ['  what', 'to', 'answer', 'meaning', 'ms', 'mail after'],
    posted.map((one) => {
      const mail = mails.find((explained) => explained.posted === one);
      return [
        `  ${one.sample.title}`,
        SENDERS[one.sample.sender],
        one.status,
        one.meaning,
        one.took.toFixed(1),
        mail === undefined ? '–' : `${mail.took.toFixed(0)} ms`,
      ];
    }),
  );
  printLine(io);
}

/** Prints one mail as its reader sees it, and where it was saved. */
export function printMail(io: CommandIo, { mail }: ExplainedMail, saved: SavedMail): void {
  printLine(io, heading(io, `Mail ${String(mail.number)}`));
  printLine(io, `  From     ${oneLine(mail.from)}`);
  printLine(io, `  To       ${oneLine(mail.to)}`);
  printLine(io, `  Subject  ${oneLine(mail.subject)}`);
  printLine(io);
  for (const line of firstLines(mail.text)) printLine(io, `    ${fit(line, io.width - 4)}`);
  printLine(io);
  printLine(io, `  ${saved.eml}, ${saved.html}`);
  printLine(io);
}

/** Prints how it ended. */
export function printEnd(io: CommandIo, { mails, problems }: DemoVerdict, folder: string): void {
  for (const problem of problems) io.err(`Wrong: ${problem}\n`);
  printLine(
    io,
    `${String(mails.length)} mails arrived. They are in ${folder}: .eml for a mail program, .html for a browser.`,
  );
}

function heading(io: CommandIo, text: string): string {
  return io.colour ? styleText('bold', text, { validateStream: false }) : text;
}

function firstLines(text: string): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => oneLine(line).trimEnd())
    .filter((line) => line !== '');
  return lines.length <= SHOWN_LINES ? lines : [...lines.slice(0, SHOWN_LINES), '…'];
}

function fit(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

/** Text from a mail must not move the cursor of whoever reads it. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
