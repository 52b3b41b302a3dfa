import type {
  Clock,
  DnsRecords,
  Logger,
  MailBuilder,
  MailSigning,
  MailLayout,
  NamedPerson,
  NewId,
  ReferenceReader,
  Sealer,
  SmtpDiagnosis,
  Storage,
  TestLimit,
  Timers,
} from '@postern/core';

/** What core's use cases are given by every subcommand: one object, made once per process. */
export interface Services {
  readonly storage: Storage;
  readonly sealer: Sealer;
  readonly references: ReferenceReader;
  readonly diagnosis: SmtpDiagnosis;
  readonly mailBuilder: MailBuilder;
  readonly signMail: MailSigning;
  readonly layout: MailLayout;
  readonly dns: DnsRecords;
  readonly testLimit: TestLimit;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: NewId;
  /** So many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** Where the gateway’s pages are; null: unknown. */
  readonly publicUrl: string | null;
  readonly logger: Logger;
  /** Who administers the system whatever is granted. */
  readonly configuredAdministrators: readonly NamedPerson[];
}
