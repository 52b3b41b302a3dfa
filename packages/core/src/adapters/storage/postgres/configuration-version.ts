import { performance } from 'node:perf_hooks';
import type { ChangeNews } from './change-news.ts';
import { meta } from './schema.ts';
import type { PostgresConnection } from './postgres-connection.ts';

/** How long a version counts that was read, when nothing is heard of a change; milliseconds. */
const LONGEST = 1_000;

/**
 * The configuration's version, remembered: asked for every request, read once a second, and at once after a change by this
 * process or one that is heard of.
 */
export function configurationVersion(
  connection: PostgresConnection,
  news: Pick<ChangeNews, 'onConfiguration'>,
): () => Promise<number> {
  let known: { readonly version: Promise<number>; readonly until: number } | null = null;
  const forget = (): void => {
    known = null;
  };
  connection.onChange(forget);
  news.onConfiguration(forget);

  const read = (): Promise<number> =>
    connection.ask(async ({ orm }) => {
      const [row] = await orm.select({ version: meta.configurationVersion }).from(meta);
      return row?.version ?? 0;
    });

  return () => {
    if (known !== null && performance.now() < known.until) return known.version;
    const version = read();
    const mine = { version, until: performance.now() + LONGEST };
    known = mine;
    version.catch(() => {
      if (known === mine) forget();
    });
    return version;
  };
}
