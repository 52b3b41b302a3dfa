import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import { z } from 'zod';
import { TOKEN } from '../http/webhook-bytes.ts';
import { monotonic } from '../monotonic.ts';
import { SinkSession } from '../smtp/sink-session.ts';
import { answerQuestions } from '../workers/answer-questions.ts';

/** The SMTP server that all mail of the bench goes to: its own process, so that receiving is not measured. */
const question = z.discriminatedUnion('do', [
  /** Listens on a port of its own, once more for each time it is asked; with a certificate (PEM), STARTTLS is offered. */
  z.strictObject({
    do: z.literal('listen'),
    tls: z.strictObject({ key: z.string(), cert: z.string() }).optional(),
  }),
  /** Forgets what came. */
  z.strictObject({ do: z.literal('forget') }),
  /** Waits until so many different mails have come; then tells when each came first, by its number. */
  z.strictObject({ do: z.literal('await'), mails: z.int() }),
  /** The same for the mails of so many numbers. */
  z.strictObject({ do: z.literal('await numbers'), first: z.int(), count: z.int() }),
  /** Waits until so many mails have come, whatever they are; then tells how many there are. */
  z.strictObject({ do: z.literal('await any'), mails: z.int() }),
  /** The first mail that came, whole. */
  z.strictObject({ do: z.literal('sample') }),
]);

const arrivals = new Map<number, number>();
/** All that came, doubled ones and those without a number as well. */
let came = 0;
let doubled = 0;
let sample: Buffer | null = null;
let wanted = { are: (): boolean => false, reached: (): void => undefined };

function onMail(raw: Buffer): void {
  sample ??= raw;
  came += 1;
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

function serve(socket: Socket, startTls?: () => void): void {
  const session = new SinkSession(
    {
      write: (reply) => void socket.write(reply),
      onMail,
      end: () => void socket.end(),
      ...(startTls === undefined ? {} : { startTls }),
    },
    !(socket instanceof TLSSocket),
  );
  socket.on('data', (chunk: Buffer) => {
    session.take(chunk);
  });
  // Whoever breaks off was ended by the bench.
  socket.on('error', () => undefined);
}

async function listen(secureContext: SecureContext | null): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    if (secureContext === null) {
      serve(socket);
      return;
    }
    serve(socket, () => {
      socket.removeAllListeners('data');
      serve(new TLSSocket(socket, { isServer: true, secureContext }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

answerQuestions(question, async (asked) => {
  switch (asked.do) {
    case 'listen':
      return listen(asked.tls === undefined ? null : createSecureContext(asked.tls));
    case 'forget':
      arrivals.clear();
      doubled = 0;
      came = 0;
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
    case 'await any':
      await untilThere(() => came >= asked.mails);
      return came;
    case 'sample':
      return sample;
    default:
      return asked satisfies never;
  }
});
