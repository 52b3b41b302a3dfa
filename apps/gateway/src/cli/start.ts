import { silentLogger, systemClock, type LogFields, type Logger, type Sealer } from '@postern/core';
import { addKeyToFile, createAesGcmSealer } from '@postern/core/adapters/crypto';
import { migrateStore, openStorage } from '@postern/core/adapters/storage';
import type { DestinationStream } from 'pino';
import { parseConfig, type Environment, type GatewayConfig } from '../config.ts';
import { openContainer } from '../container.ts';
import { createLogger } from '../logger.ts';
import type { ProcessParts } from '../run-process.ts';
import { stopOnSignal, type Signals, type Stoppable } from '../stop-on-signal.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandIo } from './command-io.ts';
import type { ExitCode } from './exit-codes.ts';
import { runProgram, type Words } from './program.ts';
import type { Services } from './services.ts';

/** The machine around one run of the command line. */
export interface Machine {
  readonly environment: Environment;
  /** The operating system's user. */
  readonly userName: string;
  readonly io: CommandIo;
  readonly signals: Signals;
  /** Where the gateway logs to. */
  readonly log: DestinationStream;
}

/** Runs one command line on a machine: the command line's composition root. Resolves when the command has ended. */
export async function start(words: Words, machine: Machine): Promise<ExitCode> {
  let opened: Promise<Services> | null = null;
  const context: Omit<CommandContext, 'exitWith'> = {
    io: machine.io,
    actor: { kind: 'command-line', name: machine.userName },
    services: () => (opened ??= openServices(machine)),
    // Loaded by the roles alone: no other command listens anywhere.
    serve: async ({ worker }) => {
      const { serve } = await import('../serve.ts');
      return runUntilSignal(machine, (config, parts) =>
        serve(config, { ...parts, worker, print: (text) => machine.io.err(text) }),
      );
    },
    work: async () => runUntilSignal(machine, (await import('../work.ts')).work),
    migrate: () => bringUpToDate(machine),
    migrateStore,
    variable: (name) => machine.environment[name],
    untilSignal: (running, logger) => untilSignal(machine.signals, { running, logger }),
  };
  try {
    return await runProgram(words, context);
  } finally {
    // One that could not be opened has nothing to close.
    await (opened as Promise<Services> | null)?.then(
      (services) => services.close(),
      () => undefined,
    );
  }
}

async function openServices(machine: Machine): Promise<Services> {
  const config = parseConfig(machine.environment);
  // A command's output is its result: only what is wrong with the machine is logged beside it.
  const logger = createLogger({
    level: config.logLevel === 'info' ? 'warn' : config.logLevel,
    destination: errorStream(machine.io),
  });
  const container = await openContainer(config, { environment: machine.environment, logger });
  return { ...container, addKey: () => addKey(config, container.sealer) };
}

/** Opening the database does it, and tells of each step. */
async function bringUpToDate({ environment }: Machine): Promise<readonly string[]> {
  const applied: string[] = [];
  const info = ({ migration }: LogFields): void => {
    if (typeof migration === 'string') applied.push(migration);
  };
  const logger = { ...silentLogger, info };
  const storage = await openStorage(parseConfig(environment).databaseUrl, { clock: systemClock, logger });
  await storage.close();
  return applied;
}

async function addKey({ keySource }: GatewayConfig, sealer: Sealer): Promise<Sealer> {
  if (keySource.kind === 'given') return sealer;
  const { keys } = await addKeyToFile(keySource.path);
  return createAesGcmSealer(keys);
}

function errorStream(io: CommandIo): DestinationStream {
  return { write: (line: string) => io.err(line) };
}

async function runUntilSignal(
  { environment, signals, log }: Machine,
  run: (config: GatewayConfig, parts: ProcessParts) => Promise<Stoppable>,
): Promise<never> {
  const config = parseConfig(environment);
  const logger = createLogger({ level: config.logLevel, destination: log });
  const running = await run(config, { environment, logger });
  return untilSignal(signals, { running, logger });
}

/** The signal ends the process; until then there is nothing to go on to. */
function untilSignal(
  signals: Signals,
  { running, logger }: { readonly running: Stoppable; readonly logger: Logger },
): Promise<never> {
  stopOnSignal(running, { signals, logger });
  return new Promise<never>(() => undefined);
}
