import { createServer, type AddressInfo } from 'node:net';

/**
 * A greylist as Postfix asks one (its policy delegation protocol): whoever mails whom for the first time is told to come
 * again.
 */
export async function startGreylist(): Promise<{ readonly port: number; close(): void }> {
  const known = new Set<string>();
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (!text.endsWith('\n\n')) return;
      const value = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';
      const pair = `${value('sender')} ${value('recipient')}`;
      text = '';
      socket.write(known.has(pair) ? 'action=DUNNO\n\n' : 'action=450 4.2.0 Greylisted, come again\n\n');
      known.add(pair);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
