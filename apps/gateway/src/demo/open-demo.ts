import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, AddedSource, Logger } from '@postern/core';
import { parseConfig } from '../config.ts';
import { openContainer, type Container } from '../container.ts';
import { serve } from '../serve.ts';
import type { DemoSender } from './demo-sample.ts';
import { furnish } from './furnish.ts';
import { startMailCatcher, type MailCatcher } from './mail-catcher.ts';

/** Everything the demo runs on, on this machine alone. */
export interface OpenDemo {
  /** The gateway's, as `postern serve` runs it. */
  readonly url: string;
  readonly catcher: MailCatcher;
  /** The command line's side: the same database, looked at from outside the gateway. */
  readonly services: Container;
  readonly sources: Readonly<Record<DemoSender, AddedSource>>;
  /** Ends all of it and forgets the database. */
  close(): Promise<void>;
}

/**
 * Opens a temporary database and key, a mail catcher and a gateway on free ports. Nothing of the environment counts:
 * whoever has a real Postern configured sees the same demo, and it touches nothing of theirs.
 * @throws whatever kept it from opening; then nothing stays behind.
 */
export async function openDemo(parts: {
  readonly actor: Actor;
  readonly logger: Logger;
  readonly monotonic: () => number;
}): Promise<OpenDemo> {
  const { actor, logger } = parts;
  const toClose: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let next = toClose.pop(); next !== undefined; next = toClose.pop()) await next();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'postern-demo-'));
    toClose.push(() => rm(folder, { recursive: true, force: true }));
    const catcher = await startMailCatcher(parts);
    toClose.push(() => catcher.close());
    const config = parseConfig({
      POSTERN_DATABASE_URL: `file:${join(folder, 'postern.db')}`,
      POSTERN_KEY_FILE: join(folder, 'postern.key'),
      POSTERN_LISTEN: '127.0.0.1:0',
    });
    const services = await openContainer(config, { environment: {}, logger });
    toClose.push(() => services.close());
    const sources = await furnish(services, actor, { smtpPort: catcher.port });
    const gateway = await serve(config, { environment: {}, logger });
    toClose.push(() => gateway.stop());
    return { url: gateway.url, catcher, services, sources, close };
  } catch (error) {
    await close();
    throw error;
  }
}
