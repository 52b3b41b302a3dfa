import { createServer, type AddressInfo } from 'node:net';
import { z } from 'zod';
import { TOKEN } from '../http/webhook-bytes.ts';
import { monotonic } from '../monotonic.ts';
import { SinkSession } from '../smtp/sink-session.ts';
import { answerQuestions } from '../workers/answer-questions.ts';

/** The SMTP server that all mail of the bench goes to: its own process, so that receiving is not measured. */
const question = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('listen') }),
  /** Forgets what came. */
  z.strictObject({ do: z.literal('forget') }),
  /** Waits until so many different mails have come; then tells when each came first, by its number. */
  z.strictObject({ do: z.literal('await'), mails: z.int() }),
  /** The same for the mails of so many numbers. */
  z.strictObject({ do: z.literal('await numbers'), first: z.int(), count: z.int() }),
  /** The first mail that came, whole. */
  z.strictObject({ do: z.literal('sample') }),
]);

const arrivals = new Map<number, number>();
let doubled = 0;
let sample: Buffer | null = null;
let wanted = { are: (): boolean => false, reached: (): void => undefined };

function onMail(raw: Buffer): void {
  sample ??= raw;
  const number = Number(TOKEN.exec(raw.toString('latin1', 0, 4_096))?.[1]);
  if (arrivals.has(number)) doubled += 1;
  else arrivals.set(number, monotonic());
  if (wanted.are()) wanted.reached();
}

function untilThere(are: () => boolean): Promise<void> {
  return new Promise((reached) => {
    wanted = { are, reached };
    if (are()) reached();
  });
}

const server = createServer({ noDelay: true }, (socket) => {
  const session = new SinkSession({
    write: (reply) => void socket.write(reply),
    onMail,
    end: () => void socket.end(),
  });
  socket.on('data', (chunk: Buffer) => {
    session.take(chunk);
  });
  // Whoever breaks off was ended by the bench.
  socket.on('error', () => undefined);
});

answerQuestions(question, async (asked) => {
  switch (asked.do) {
    case 'listen':
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return (server.address() as AddressInfo).port;
    case 'forget':
      arrivals.clear();
      doubled = 0;
      return null;
    case 'await':
      await untilThere(() => arrivals.size >= asked.mails);
      return { numbers: [...arrivals.keys()], times: [...arrivals.values()], doubled };
    case 'await numbers': {
      const numbers = Array.from({ length: asked.count }, (_, index) => asked.first + index);
      // The last ones first: they are what is waited for.
      await untilThere(() => numbers.findLast((number) => !arrivals.has(number)) === undefined);
      return { numbers, times: numbers.map((number) => arrivals.get(number) ?? Infinity), doubled };
    }
    case 'sample':
      return sample;
    default:
      return asked satisfies never;
  }
});
