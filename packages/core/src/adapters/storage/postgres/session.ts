import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { ClientBase } from 'pg';
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
}

const sessions = new WeakMap<ClientBase, Session>();

/** The session over a connection, made once for each. */
export function sessionOf(client: ClientBase): Session {
  const known = sessions.get(client);
  if (known !== undefined) return known;
  const session: Session = {
    orm: drizzle({
      client: {
        query: (config: object, values: readonly unknown[] = []) =>
          client.query(config as never, values.map(storable)),
      } as never,
    }),
    run: async <Row extends object>({ name, text }: Statement, values: readonly unknown[]) =>
      (await client.query<Row>({ name, text, values: values.map(storable) })).rows,
  };
  sessions.set(client, session);
  return session;
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
