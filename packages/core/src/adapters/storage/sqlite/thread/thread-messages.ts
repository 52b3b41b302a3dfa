import type { LogFields, Logger } from '../../../../kernel/logger.ts';
import type { InputIssue, ErrorCode } from '../../../../kernel/errors.ts';
import type { Storage } from '../../../../storage.ts';

/** The ports of a storage, by name: each an object of methods that take and give data alone. */
export type PortName = Exclude<
  keyof Storage,
  'configurationVersion' | 'subscribe' | 'check' | 'sealingKeyIds' | 'backup' | 'close'
>;

const PORTS: Readonly<Record<PortName, null>> = {
  organizations: null,
  settings: null,
  sources: null,
  rules: null,
  silences: null,
  lists: null,
  canaries: null,
  intake: null,
  events: null,
  quarantine: null,
  retention: null,
  outbox: null,
  maintenance: null,
  audit: null,
  grants: null,
  channels: null,
  incidents: null,
  certificates: null,
  links: null,
  once: null,
  installations: null,
  accessTokens: null,
  dkim: null,
};
/** All of them; the compiler holds the list to the type. */
export const PORT_NAMES = Object.keys(PORTS) as readonly PortName[];

/** What can be asked of the storage itself. */
export type WholeName = 'check' | 'sealingKeyIds' | 'backup' | 'close' | 'configurationVersion';

/** What the thread is started with. */
export interface ThreadStart {
  /** The database's file. */
  readonly path: string;
  /** One number of 32 bits that both sides see: the configuration's version, or {@link UNKNOWN_VERSION}. */
  readonly version: SharedArrayBuffer;
  /** Where compiled modules are kept; absent: nowhere. */
  readonly compileCache: string | undefined;
}

/** Stands in place of the configuration's version while that cannot be read. */
export const UNKNOWN_VERSION = -1;

/** One call; `port` is null for the storage itself. */
export interface ThreadCall {
  readonly id: number;
  readonly port: PortName | null;
  readonly method: string;
  readonly values: readonly unknown[];
}

/** An AppError as data. */
export interface ErrorAsData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail: string | undefined;
  readonly issues: readonly InputIssue[];
}

/** What the thread says. */
export type ThreadMessage =
  /** It is open; which methods each port has. */
  | { readonly kind: 'opened'; readonly methods: Readonly<Record<PortName, readonly string[]>> }
  /** It could not be opened; the thread ends. */
  | { readonly kind: 'refused'; readonly error: ErrorAsData }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: ErrorAsData }
  | {
      readonly kind: 'log';
      readonly level: keyof Logger;
      readonly fields: LogFields;
      readonly message: string;
    };
