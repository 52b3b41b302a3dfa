import type { Actor, Level, Logger } from '@postern/core';
import type { Stoppable } from '../stop-on-signal.ts';
import type { CommandIo } from './command-io.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Services } from './services.ts';

/** What every command gets. */
export interface CommandContext {
  readonly io: CommandIo;
  /** The person at the command line. */
  readonly actor: Actor;
  /** Opens database and keys on first use; the program closes them when the command has ended. */
  services(): Promise<Services>;
  /** Runs the gateway; does not return: a signal ends the process. */
  serve(options: { readonly worker: boolean }): Promise<void>;
  /** Runs a worker; does not return either. */
  work(): Promise<void>;
  /** Brings the tables up to date, without keys; gives the names of the steps that were missing. */
  migrate(): Promise<readonly string[]>;
  /** Moves everything from one database to another: core's `migrateStore`. */
  migrateStore(
    request: StoreMove,
  ): Promise<readonly { readonly name: string; readonly rows: number; readonly hash: string }[]>;
  /** A variable of the environment. */
  variable(name: string): string | undefined;
  /** Stops what runs when a signal comes, and the process with it; does not return. */
  untilSignal(running: Stoppable, logger: Logger): Promise<never>;
  /** The exit status when the command ends well; `done` unless set. */
  exitWith(code: ExitCode): void;
}

/** What is to be moved where, by URL. */
export interface StoreMove {
  readonly from: string;
  readonly to: string;
  readonly onProgress: (progress: { readonly table: string; readonly rows: number }) => void;
}

/** `--host` or `--org SLUG`, as commander gives it. */
export interface LevelOptions {
  readonly host?: boolean;
  readonly org?: string;
}

/** A level with how people call it. */
export interface NamedLevel {
  readonly level: Level;
  /** `host`, or the organization's slug. */
  readonly name: string;
}
