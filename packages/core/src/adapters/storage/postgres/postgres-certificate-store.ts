import { asc } from './drizzle.ts';
import type { CertificateStore } from '../../../incidents/server-certificate.ts';
import { certificateCodec } from '../records/certificate-codec.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { certificates } from './schema.ts';

/** Remembered certificates in PostgreSQL. */
export function postgresCertificateStore(connection: PostgresConnection): CertificateStore {
  return {
    remember: (certificate) =>
      connection.write(async ({ orm }) => {
        const row = certificateCodec.toRow(certificate);
        await orm
          .insert(certificates)
          .values(row)
          .onConflictDoUpdate({ target: certificates.level, set: row });
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(certificates).orderBy(asc(certificates.level));
        return rows.map(certificateCodec.fromRow);
      }),
  };
}
