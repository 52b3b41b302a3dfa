import type { Actor, Logger } from '@postern/core';
import type { CommandIo } from '../cli/command-io.ts';
import type { Stoppable } from '../stop-on-signal.ts';
import { awaitDeliveries } from './await-deliveries.ts';
import { demoSamples } from './demo-samples.ts';
import { startInbox } from './inbox/start-inbox.ts';
import { judgeDemo, type DemoVerdict } from './judge-demo.ts';
import { openDemo, type OpenDemo } from './open-demo.ts';
import { postSample, type PostedSample } from './post-sample.ts';
import { printEnd, printHouse, printMail, printPosted } from './print-demo.ts';
import { printInvitation } from './print-invitation.ts';
import { openMailFolder, saveMails } from './save-mails.ts';

/** Milliseconds that mails may take to arrive: more than any busy machine needs, less than a person's patience. */
const PATIENCE = 15_000;

/** How the demo is run. */
export interface DemoOptions {
  /** The folder for the mails; made when it is missing. */
  readonly out: string;
  /** Keep gateway and inbox open until a signal. */
  readonly stay: boolean;
}

/** What the demo needs of its surroundings. */
export interface DemoParts {
  readonly io: CommandIo;
  readonly actor: Actor;
  readonly logger: Logger;
  readonly monotonic: () => number;
  /** Stops what runs when a signal comes, and the process with it; does not return. */
  readonly untilSignal: (running: Stoppable, logger: Logger) => Promise<never>;
}

/**
 * `postern demo`: sets a platform up, posts what goes on there, and shows the mail that comes of it. Gives whether every
 * answer was right and every mail arrived.
 */
export async function runDemo(options: DemoOptions, parts: DemoParts): Promise<boolean> {
  const { io } = parts;
  const folder = await openMailFolder(options.out);
  const demo = await openDemo(parts);
  try {
    printHouse(io, demo);
    const posted = await postAll(demo, parts);
    const verdict = await judge(demo, posted, parts.actor);
    printPosted(io, posted, verdict);
    await showMails(io, verdict, folder);
    if (options.stay) await stay(demo, parts);
    return verdict.problems.length === 0;
  } finally {
    await demo.close();
  }
}

async function postAll(demo: OpenDemo, { monotonic }: DemoParts): Promise<readonly PostedSample[]> {
  const { url, sources } = demo;
  const { clock } = demo.services;
  const posted: PostedSample[] = [];
  for (const sample of demoSamples(clock.now())) {
    posted.push(await postSample(sample, { url, sources, clock, monotonic }));
  }
  return posted;
}

async function judge(demo: OpenDemo, posted: readonly PostedSample[], actor: Actor): Promise<DemoVerdict> {
  const deliveries = await awaitDeliveries(demo.services, actor, { patience: PATIENCE });
  return judgeDemo({ posted, deliveries, mails: demo.catcher.mails });
}

async function showMails(io: CommandIo, verdict: DemoVerdict, folder: string): Promise<void> {
  const saved = await saveMails(verdict.mails, folder);
  for (const [index, names] of saved.entries()) {
    const mail = verdict.mails[index];
    if (mail !== undefined) printMail(io, mail, names);
  }
  printEnd(io, verdict, folder);
}

async function stay(demo: OpenDemo, { io, logger, untilSignal }: DemoParts): Promise<never> {
  const inbox = await startInbox(demo.catcher);
  printInvitation(io, demo, inbox.url);
  const stop = async (): Promise<void> => {
    await inbox.close();
    await demo.close();
  };
  return untilSignal({ stop }, logger);
}
