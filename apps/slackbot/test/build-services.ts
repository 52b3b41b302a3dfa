import { createTestLimit, type Logger, type NamedPerson, type Storage } from '@postern/core';
import { createMailBuilder, createSmtpDiagnosis } from '@postern/core/adapters/nodemailer';
import { createFakeReferences, createFakeSealer, sequentialIds, type FakeClock } from '@postern/core/testing';
import type { Services } from '../src/services.ts';

/** What the bot works on: real SMTP, and secrets that only look sealed. */
export function buildServices(parts: {
  readonly storage: Storage;
  readonly clock: FakeClock;
  readonly logger: Logger;
  readonly configuredAdministrators: readonly NamedPerson[];
}): Services {
  const { clock, logger } = parts;
  return {
    ...parts,
    sealer: createFakeSealer(),
    references: createFakeReferences({}),
    diagnosis: createSmtpDiagnosis({ clock, logger }),
    mailBuilder: createMailBuilder(),
    testLimit: createTestLimit({ clock }),
    newId: sequentialIds(),
  };
}
