import { format } from 'node:util';
import type { Logger } from '@postern/core';
import { LogLevel, type Logger as BoltLogger } from '@slack/bolt';

/**
 * Postern's logger as Bolt wants it. Debug lines are dropped whatever the level: at that level the Socket Mode client
 * prints every envelope in full, what people typed and the address to answer to included.
 */
export function createBoltLogger(logger: Logger): BoltLogger {
  const message = (parts: readonly unknown[]) => ({ said: format(...parts.map(readable)) });
  return {
    debug() {},
    info: (...parts: unknown[]) => logger.info(message(parts), 'Slack client'),
    warn: (...parts: unknown[]) => logger.warn(message(parts), 'Slack client'),
    error: (...parts: unknown[]) => logger.error(message(parts), 'Slack client'),
    // The level is Postern's configuration's to say, and never debug.
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}

/** Errors by their text alone: Bolt hangs requests and answers onto them. */
function readable(part: unknown): unknown {
  return part instanceof Error ? `${part.name}: ${part.message}` : part;
}
