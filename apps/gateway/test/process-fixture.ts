import { silentLogger, type AddedSource } from '@postern/core';
import { eventually, startSmtpSink, type ReceivedMail, type SmtpSink } from '@postern/core/testing';
import { simpleParser } from 'mailparser';
import { onTestFinished } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { openContainer } from '../src/container.ts';
import { faultedJob, signUipath } from './sign.ts';
import { seed } from './start-gateway.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A database that is set up, and the SMTP server that its mail goes to: what outlives the processes of a test. */
export interface ProcessFixture {
  readonly environment: Readonly<Record<string, string>>;
  readonly source: AddedSource;
  readonly sink: SmtpSink;
  readonly databaseFile: string;
}

/**
 * Sets up a database, its key file and an SMTP server.
 * @param databaseUrl a file of SQLite unless given.
 */
export async function processFixture(databaseUrl?: string): Promise<ProcessFixture> {
  const folder = temporaryFolder();
  const sink = await startSmtpSink();
  onTestFinished(() => sink.close());
  const environment = {
    POSTERN_DATABASE_URL: databaseUrl ?? `file:${folder}/postern.db`,
    POSTERN_KEY_FILE: `${folder}/postern.key`,
    POSTERN_LISTEN: '127.0.0.1:0',
  };
  const container = await openContainer(parseConfig(environment), { environment, logger: silentLogger });
  const { source } = await seed(container, sink.port);
  await container.close();
  return { environment, source, sink, databaseFile: `${folder}/postern.db` };
}

/** Posts the faulted job of that number, signed. Null when nobody answered. */
export async function postJob(url: string, source: AddedSource, number: number): Promise<number | null> {
  const body = faultedJob(number);
  try {
    const reply = await fetch(`${url}${source.path}`, {
      method: 'POST',
      headers: signUipath(body, source.secret.expose()),
      body,
    });
    await reply.arrayBuffer();
    return reply.status;
  } catch {
    return null;
  }
}

/** The Message-IDs of the mails about each job, by its number; a mail that came twice is there twice. */
export async function arrived(sink: SmtpSink): Promise<ReadonlyMap<number, readonly string[]>> {
  const byNumber = new Map<number, string[]>();
  for (const { number, messageId } of await Promise.all(sink.mails.map(identify))) {
    byNumber.set(number, [...(byNumber.get(number) ?? []), messageId]);
  }
  return byNumber;
}

/** Waits until mail about all of these jobs has arrived. */
export async function allArrived(sink: SmtpSink, numbers: Iterable<number>): Promise<void> {
  const missing = new Set(numbers);
  let seen = 0;
  const allThere = async (): Promise<boolean> => {
    const fresh = sink.mails.slice(seen);
    seen += fresh.length;
    for (const { number } of await Promise.all(fresh.map(identify))) missing.delete(number);
    return missing.size === 0;
  };
  await eventually('mail about every job arrives', allThere, { within: 60_000 }).catch((error: unknown) => {
    throw new Error(`No mail about jobs ${[...missing].join(', ')}`, { cause: error });
  });
}

/** Reads a mail as its receiver does: subjects are encoded and folded. */
async function identify({
  raw,
}: ReceivedMail): Promise<{ readonly number: number; readonly messageId: string }> {
  const { subject = '', messageId = '' } = await simpleParser(raw);
  return { number: Number(/Process_(\d+)_/.exec(subject)?.[1]), messageId };
}
