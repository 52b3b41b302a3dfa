import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * Decides by the line what is written back, CRLF added; `drop` hangs up, `mute` says nothing. `connect` is asked for a new
 * connection, `.` for the end of a message.
 */
export type ScriptedServerScript = (line: string) => string;

/** A server that says what the test wants, SMTP or not: for what an honest SMTP server never does. */
export interface ScriptedServer {
  readonly port: number;
  /** The lines it was sent, messages left out. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** A server that accepts everything, as a base for scripts that change one answer. */
export const ACCEPT_ALL: ScriptedServerScript = (line) => {
  if (line === 'connect') return '220 scripted ESMTP';
  if (line.startsWith('EHLO')) return '250-scripted\r\n250 PIPELINING';
  if (line === 'DATA') return '354 go on';
  return line === 'QUIT' ? '221 bye' : '250 ok';
};

/** Starts a {@link ScriptedServer} on a free port of 127.0.0.1. */
export async function startScriptedServer(script: ScriptedServerScript): Promise<ScriptedServer> {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, (line) => {
      lines.push(line);
      return script(line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lines,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function converse(socket: Socket, script: ScriptedServerScript): void {
  let rest = '';
  let inMessage = false;
  const say = (line: string): void => {
    const answer = script(line);
    if (answer === 'drop') socket.destroy();
    else if (answer !== 'mute') socket.write(`${answer}\r\n`);
    inMessage = line === 'DATA' && answer.startsWith('354');
  };
  say('connect');
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!inMessage || line === '.') say(line);
  });
}
