import { randomBytes } from 'node:crypto';
import {
  createDkimSigning,
  createTestLimit,
  systemTimers,
  type DnsRecords,
  type Logger,
  type NamedPerson,
  type Storage,
  type Timers,
} from '@postern/core';
import { createMjmlLayout } from '@postern/core/adapters/mail';
import { createMailBuilder, createSmtpDiagnosis, signMessage } from '@postern/core/adapters/nodemailer';
import {
  createFakeReferences,
  createFakeSealer,
  FakeDns,
  sequentialIds,
  type FakeClock,
} from '@postern/core/testing';
import type { Services } from '../src/services.ts';

/** What the bot works on: real SMTP, and secrets that only look sealed. */
export function buildServices(parts: {
  readonly storage: Storage;
  readonly clock: FakeClock;
  readonly logger: Logger;
  readonly configuredAdministrators: readonly NamedPerson[];
  readonly timers?: Timers | undefined;
  readonly publicUrl?: string | null | undefined;
  /** What DNS has; nothing unless given. */
  readonly dns?: DnsRecords | undefined;
}): Services {
  const { storage, clock, logger, timers = systemTimers, publicUrl = null, dns = new FakeDns({}) } = parts;
  const [sealer, newId] = [createFakeSealer(), sequentialIds()];
  const tokens = { store: storage.accessTokens, sealer, newId };
  return {
    ...parts,
    timers,
    dns,
    sealer,
    references: createFakeReferences({}),
    diagnosis: createSmtpDiagnosis({ clock, logger, tokens }),
    mailBuilder: createMailBuilder(),
    signMail: createDkimSigning({ storage, sealer, signMessage }),
    layout: createMjmlLayout(),
    testLimit: createTestLimit({ clock, once: storage.once }),
    newId,
    random: (bytes) => randomBytes(bytes),
    publicUrl,
  };
}
