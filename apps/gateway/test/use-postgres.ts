import { startPostgresServer, type PostgresServer } from '@postern/core/testing';
import { afterAll } from 'vitest';

/** The PostgreSQL server of a file of tests: started with the first database that is asked for, ended after all tests. */
export function usePostgres(): { readonly createDatabase: () => Promise<string> } {
  let starting: Promise<PostgresServer> | null = null;
  afterAll(async () => {
    await (await starting)?.close();
  });
  return {
    createDatabase: async () => (await (starting ??= startPostgresServer())).createDatabase(),
  };
}
