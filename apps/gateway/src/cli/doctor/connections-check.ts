import { showConnection, viewSettings } from '@postern/core';
import { connectionText } from '../connection-text.ts';
import { allLevels } from './all-levels.ts';
import { connect } from 'node:net';
import { failed, ok, type DoctorCheck, type Finding } from './finding.ts';

/** The servers of active connections can be reached from here. `settings test` looks closer. */
export const connectionsCheck: DoctorCheck = async ({ services, actor, patience }) => {
  const levels = await allLevels({ services, actor });
  const findings = levels.map(async ({ name, flag, level }): Promise<readonly Finding[]> => {
    const { effective } = await viewSettings(services, actor, { level });
    const own = effective.connectionOrigin === level.kind;
    const host = effective.fields.find(({ key }) => key === 'smtpHost')?.value;
    const port = effective.fields.find(({ key }) => key === 'smtpPort')?.value;
    if (!own || typeof host !== 'string' || typeof port !== 'number') return [];
    const server = `${host}:${String(port)}`;
    const fault = await reach({ host, port, patience });
    const state = await showConnection(services, actor, { level });
    if (fault === null && state.kind === 'failing')
      return [
        failed(`server of ${name}`, `${server}: ${connectionText(state)}`, `postern settings test ${flag}`),
      ];
    if (fault === null)
      return [ok(`server of ${name}`, `${server} takes connections: ${connectionText(state)}.`)];
    return [failed(`server of ${name}`, `${server}: ${fault}.`, `postern settings test ${flag}`)];
  });
  return (await Promise.all(findings)).flat();
};

/** Opens a connection and closes it; null, or what stood in the way. */
async function reach(target: {
  readonly host: string;
  readonly port: number;
  readonly patience: number;
}): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const socket = connect({ host: target.host, port: target.port, timeout: target.patience });
  socket.once('connect', () => resolve(null));
  socket.once('timeout', () => resolve('no answer'));
  socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  const fault = await promise;
  socket.destroy();
  return fault;
}
