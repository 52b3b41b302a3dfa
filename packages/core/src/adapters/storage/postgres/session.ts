import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { ClientBase } from 'pg';
import { toAppError } from '../../../kernel/errors.ts';
import { drizzle } from './drizzle.ts';

/** A statement that runs often: the server parses it once a connection and keeps it under its name. */
export interface Statement {
  /** One name for one text. */
  readonly name: string;
  readonly text: string;
}

/** One connection, for the length of one operation. */
export interface Session {
  readonly orm: NodePgDatabase;
  /** Runs a statement; 64-bit integers come back as numbers, columns under the names that the statement gives them. */
  readonly run: <Row extends object>(
    statement: Statement,
    values: readonly unknown[],
  ) => Promise<readonly Row[]>;
  /**
   * Sends a statement whose rows nobody needs, without waiting: it goes together with what is sent next, COMMIT at the
   * latest. When it fails, so does the transaction.
   */
  readonly later: (statement: Statement, values: readonly unknown[]) => void;
  /** Waits for what was sent by `later`; gives what the first of it failed with, or null. */
  readonly answered: () => Promise<Error | null>;
}

const sessions = new WeakMap<ClientBase, Session>();

/** The session over a connection, made once for each. */
export function sessionOf(client: ClientBase): Session {
  const known = sessions.get(client);
  if (known !== undefined) return known;
  const query = async <Row extends object>({ name, text }: Statement, values: readonly unknown[]) =>
    (await client.query<Row>({ name, text, values: values.map(storable) })).rows;
  let unanswered: Promise<Error | null>[] = [];
  const session: Session = {
    orm: drizzle({
      client: {
        query: (config: object, values: readonly unknown[] = []) =>
          client.query(config as never, values.map(storable)),
      } as never,
    }),
    run: query,
    later: (statement, values) => void unanswered.push(failureOf(query(statement, values))),
    answered: async () => {
      const sent = unanswered;
      unanswered = [];
      return (await Promise.all(sent)).find((failure) => failure !== null) ?? null;
    },
  };
  sessions.set(client, session);
  return session;
}

/** What it fails with; null when it does not. Never rejects. */
export function failureOf(answer: Promise<unknown>): Promise<Error | null> {
  return answer.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : toAppError(error)),
  );
}

/**
 * PostgreSQL's texts hold every character but U+0000 (https://www.postgresql.org/docs/current/datatype-character.html);
 * it becomes U+FFFD, as lone surrogates do on their way to UTF-8. In JSON both are escaped and stay what they are.
 */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\u{FFFD}') : value;
  if (Array.isArray(value)) return value.map(storable);
  return value;
}
