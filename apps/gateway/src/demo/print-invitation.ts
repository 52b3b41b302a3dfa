import type { CommandIo } from '../cli/command-io.ts';
import { printLine } from '../cli/print.ts';
import { jobByHand } from './demo-samples.ts';
import type { OpenDemo } from './open-demo.ts';
import { signSample } from './sign-sample.ts';

/** Prints where the inbox is, and a command line that posts one more webhook to the gateway, signed and ready to paste. */
export function printInvitation(io: CommandIo, demo: OpenDemo, inboxUrl: string): void {
  const { clock } = demo.services;
  const { path, secret } = demo.sources.orchestrator;
  const sample = jobByHand(clock.now());
  const headers = Object.entries(signSample(sample, secret, clock)).map(
    ([name, value]) => `-H ${quote(`${name}: ${value}`)}`,
  );
  printLine(io);
  printLine(io, `Inbox:    ${inboxUrl}`);
  printLine(io, `Gateway:  ${demo.url}`);
  printLine(io);
  printLine(
    io,
    'Post one more (twice, and the second is a repeat; change a letter, and the signature is wrong):',
  );
  printLine(io);
  printLine(io, `curl -i ${headers.join(' ')} ${quote(`${demo.url}${path}`)} -d ${quote(sample.body)}`);
  printLine(io);
  // A secret on the screen: this source lives as long as the demo, and whoever plays with it wants to sign.
  const sign = `openssl dgst -sha256 -hmac ${quote(secret.expose())} -binary | base64`;
  printLine(io, `Sign others with:  printf %s "$BODY" | ${sign}`);
  printLine(io);
  printLine(io, 'Ctrl-C ends it and forgets everything but the saved mails.');
}

/** For POSIX shells: nothing within is special but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
