import { AppError, terminalSafeJson, type Logger } from '@postern/core';
import { pino, type DestinationStream } from 'pino';
import type { LogLevel } from './config-values.ts';

/** Field names whose values are never written, at the top and one level down, whoever puts them there. */
const NEVER_LOGGED: ReadonlySet<string> = new Set([
  'authorization',
  'body',
  'cookie',
  'headers',
  'keys',
  'password',
  'payload',
  'raw',
  'secret',
  'secrets',
  'token',
]);

/** A logger that writes one JSON object a line: time, level, fields, message. No text in it is a command to a terminal. */
export function createLogger(options: {
  readonly level: LogLevel;
  readonly destination: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: withoutSecrets },
      serializers: { error: describeError, err: describeError, cause: describeError },
      hooks: { streamWrite: terminalSafeJson },
    },
    options.destination,
  );
}

/** The same fields, and a copy of what holds something that must not be seen. pino's own redaction took as long as all else of a line. */
function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  let clean = fields;
  for (const [name, value] of Object.entries(fields)) {
    const shown = NEVER_LOGGED.has(name) ? REDACTED : insideOf(value);
    if (shown !== value) clean = { ...clean, [name]: shown };
  }
  return clean;
}

const REDACTED = '[redacted]';

function insideOf(value: unknown): unknown {
  // Errors and other objects with a form of their own are written by their serializers or by toJSON.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const hidden = Object.keys(value).filter((name) => NEVER_LOGGED.has(name));
  return hidden.length === 0
    ? value
    : { ...value, ...Object.fromEntries(hidden.map((name) => [name, REDACTED])) };
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
