import pg from 'pg';
import { z } from 'zod';
import { monotonic } from '../monotonic.ts';
import { answerQuestions } from '../workers/answer-questions.ts';

/** The least that PostgreSQL does to keep something: one row, one commit, over and over, on so many connections. */
const question = z.strictObject({ databaseUrl: z.string(), connections: z.int(), commits: z.int() });

/** Bytes in a row: about a webhook. */
const BODY = 'x'.repeat(1_000);

answerQuestions(question, async ({ databaseUrl, connections, commits }) => {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query('CREATE TABLE IF NOT EXISTS kept (id bigint PRIMARY KEY, body text NOT NULL)');
  await clients[0]?.query('TRUNCATE kept');
  const started = monotonic();
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < commits) {
        await client.query({
          name: 'keep',
          text: 'INSERT INTO kept VALUES ($1, $2)',
          values: [next++, BODY],
        });
      }
    }),
  );
  const took = monotonic() - started;
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: (commits * 1_000) / took };
});
