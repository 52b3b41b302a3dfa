import type { Clock, Logger, NewId, ReferenceReader, Sealer, Storage } from '@postern/core';

/** What core's use cases are given by every subcommand: one object, made once per process. */
export interface Services {
  readonly storage: Storage;
  readonly sealer: Sealer;
  readonly references: ReferenceReader;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Logger;
}
