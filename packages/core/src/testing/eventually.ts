/** How often the predicate is asked, in milliseconds. */
const EVERY = 5;

/**
 * Waits until the predicate gives something truthy, and gives it. For what happens in another process, socket or task; what
 * a fake clock moves needs no waiting.
 * @throws Error naming what did not happen, after `within` milliseconds (10 s by default).
 */
export async function eventually<T>(
  what: string,
  predicate: () => T | Promise<T>,
  { within = 10_000 }: { readonly within?: number } = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + within;
  for (;;) {
    const seen = await predicate();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${within} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}
