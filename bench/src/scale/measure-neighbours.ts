import { createServer, type AddressInfo, type Socket } from 'node:net';
import { forgetMails, post, awaitNumbers, WARM_UP, type Measuring } from '../measures/measuring.ts';
import { startPostern, type RunningPostern } from '../postern/running-postern.ts';
import { quantile } from '../spread.ts';
import { Worker } from '../workers/worker.ts';
import type { ScalePlan } from './scale-plan.ts';

/** Milliseconds from webhook to mail of one organization, at a steady rate. */
export interface Wait {
  readonly p50: number;
  readonly p99: number;
}

/** What an organization's neighbour does to its mail. */
export interface NeighbourReading {
  /** The neighbour does nothing. */
  readonly quiet: Wait;
  /** The neighbour posts a flood, and its server takes it. */
  readonly flooded: Wait;
  /** The neighbour's server is mute, with a flood waiting for it. */
  readonly dead: Wait;
}

/** Numbers from here on belong to the neighbour. */
const NEIGHBOUR = 5_000_000;

/** Measures one organization beside a neighbour that is quiet, floods, and whose server is mute. */
export async function measureNeighbours(measuring: Measuring, plan: ScalePlan): Promise<NeighbourReading> {
  const mute = await openMutePort();
  const flood = Worker.start('http-load');
  try {
    const quiet = await measureBeside(measuring, plan, {
      neighbourSmtpPort: measuring.smtpPort,
      flood: null,
    });
    const flooded = await measureBeside(measuring, plan, { neighbourSmtpPort: measuring.smtpPort, flood });
    const dead = await measureBeside(measuring, plan, { neighbourSmtpPort: mute.port, flood });
    return { quiet, flooded, dead };
  } finally {
    flood.end();
    mute.close();
  }
}

async function measureBeside(
  measuring: Measuring,
  plan: ScalePlan,
  beside: { readonly neighbourSmtpPort: number; readonly flood: Worker | null },
): Promise<Wait> {
  const { neighbourSmtpPort } = beside;
  const postern = await startPostern({ smtpPort: measuring.smtpPort, holdMail: false, neighbourSmtpPort });
  try {
    await forgetMails(measuring);
    const { target } = postern;
    const warming = { target, first: WARM_UP, count: measuring.plan.delivery.warmUp, connections: 4 };
    await post(measuring, warming);
    await awaitNumbers(measuring, warming);
    const flooding =
      beside.flood === null ? Promise.resolve() : pour({ ...measuring, load: beside.flood }, plan, postern);
    const steady = { target, first: 0, count: plan.steady.mails, connections: 4 };
    const { sent } = await post(measuring, steady, plan.steady.perSecond);
    const arrived = await awaitNumbers(measuring, steady);
    await flooding;
    const took = sent.map((at, number) => (arrived.get(number) ?? Infinity) - at);
    return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
  } finally {
    postern.end();
  }
}

async function pour(measuring: Measuring, plan: ScalePlan, { neighbour }: RunningPostern): Promise<void> {
  if (neighbour === null) throw new Error('There is no neighbour.');
  await post(measuring, { target: neighbour, first: NEIGHBOUR, count: plan.flood, connections: 20 });
}

/** Takes connections and never says a word. */
async function openMutePort(): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
