import type { PostgresServer } from '@postern/core/testing';
import { openHouse, type Serving } from '../postern/house.ts';
import { readUsage } from '../process-usage.ts';

/** Processes of Postern over one database of their own. */
export interface Fleet {
  readonly gateways: readonly Serving[];
  readonly workers: readonly Serving[];
  /** Of all together: seconds of CPU since their start, and mebibytes at most. */
  usage(): { readonly cpu: number; readonly peak: number };
  /** Ends them at once. */
  end(): void;
}

/** How many there are to be; without workers, mail is held. */
export interface FleetOptions {
  readonly server: PostgresServer;
  readonly smtpPort: number;
  readonly gateways: number;
  readonly workers: number;
}

/** Starts gateways and workers as in production, over a fresh database. */
export async function startFleet({ server, smtpPort, gateways, workers }: FleetOptions): Promise<Fleet> {
  const databaseUrl = await server.createDatabase();
  const house = await openHouse({ databaseUrl, smtpPort, holdMail: workers === 0 });
  try {
    const start = (role: 'gateway' | 'worker', count: number) =>
      Promise.all(Array.from({ length: count }, () => house.start({ role })));
    const running = { gateways: await start('gateway', gateways), workers: await start('worker', workers) };
    const all = [...running.gateways, ...running.workers];
    return {
      ...running,
      usage: () => {
        const usages = all.map(({ pid }) => readUsage(pid));
        return {
          cpu: usages.reduce((sum, { cpu }) => sum + cpu, 0),
          peak: usages.reduce((sum, { peak }) => sum + peak, 0),
        };
      },
      end: () => house.end(),
    };
  } catch (error) {
    house.end();
    throw error;
  }
}
