import { AppError, terminalSafeJson, type Logger } from '@postern/core';
import { pino, type DestinationStream } from 'pino';
import type { LogLevel } from './config-values.ts';
import { scrubSlack } from './scrub-slack.ts';

/** Field names whose values are never written, at the top and one level down, whoever puts them there. */
const NEVER_LOGGED = ['authorization', 'body', 'headers', 'password', 'payload', 'secret', 'text', 'token'];

/** A logger that writes one JSON object a line: time, level, fields, message; no token and no address to answer to. */
export function createLogger(options: {
  readonly level: LogLevel;
  readonly destination: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      redact: { paths: NEVER_LOGGED.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    { write: (line: string) => options.destination.write(terminalSafeJson(scrubSlack(line))) },
  );
}

/** An error for the log: code, texts and stack, and its causes; nothing else that a library may have hung on it. */
function describeError(error: unknown): unknown {
  if (typeof error === 'string') return error;
  if (!(error instanceof Error)) return `[${typeof error}]`;
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error instanceof AppError ? { code: error.code, detail: error.detail } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
