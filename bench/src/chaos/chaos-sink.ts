import { createServer, type AddressInfo, type Socket } from 'node:net';
import { TOKEN } from '../http/webhook-bytes.ts';
import { SinkSession } from '../smtp/sink-session.ts';

/** How the SMTP server behaves. */
export const MOODS = [
  'well',
  /** Every connection is broken off. */
  'down',
  /** `421` for a greeting. */
  'busy',
  /** Connected, and never a word. */
  'mute',
  /** Takes a mail whole and breaks off before it says so: whether it arrived is not known to the sender. */
  'reply-lost',
  /** Breaks off in the middle of a mail. */
  'cut',
] as const;
export type Mood = (typeof MOODS)[number];

/** A mail that came. */
export interface ChaosMail {
  /** Of the webhook that it is about. */
  readonly number: number;
  readonly messageId: string;
}

/** An SMTP server that can be told to misbehave. */
export interface ChaosSink {
  readonly port: number;
  readonly mails: readonly ChaosMail[];
  mood: Mood;
  /** Breaks off every session, as a server does that is restarted. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Starts one on a free port of this machine. */
export async function startChaosSink(): Promise<ChaosSink> {
  const mails: ChaosMail[] = [];
  const sockets = new Set<Socket>();
  const state: { mood: Mood } = { mood: 'well' };
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    if (state.mood === 'down') socket.destroy();
    else if (state.mood === 'busy') socket.end('421 4.3.2 busy, come back later\r\n');
    else if (state.mood !== 'mute') converse(socket, { state, mails });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    hangUp,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}

function converse(
  socket: Socket,
  { state, mails }: { readonly state: { readonly mood: Mood }; readonly mails: ChaosMail[] },
): void {
  const session = new SinkSession({
    write: (reply) => void socket.write(reply),
    onMail: (raw) => {
      mails.push(readMail(raw));
      if (state.mood === 'reply-lost') socket.destroy();
    },
    end: () => void socket.end(),
  });
  socket.on('data', (chunk: Buffer) => {
    // What is longer than any command belongs to a mail.
    if (state.mood === 'cut' && chunk.length > 1_000) socket.destroy();
    else session.take(chunk);
  });
}

function readMail(raw: Buffer): ChaosMail {
  const head = raw.toString('latin1', 0, 4_096);
  return {
    number: Number(TOKEN.exec(head)?.[1]),
    messageId: /^Message-ID:\s*(<[^>]+>)/im.exec(head)?.[1] ?? '',
  };
}
