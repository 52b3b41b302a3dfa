/** Structured fields of a log line: values only, never secrets, never payload bodies. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What core needs of a logger. Messages are constant sentences; what varies goes into fields. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** A logger that keeps quiet. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
