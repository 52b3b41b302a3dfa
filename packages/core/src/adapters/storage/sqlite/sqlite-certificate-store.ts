import { asc } from './drizzle.ts';
import type { CertificateStore } from '../../../incidents/server-certificate.ts';
import { certificateCodec } from '../records/certificate-codec.ts';
import { certificates } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Remembered certificates in SQLite. */
export function sqliteCertificateStore(connection: SqliteConnection): CertificateStore {
  const { orm } = connection;
  return {
    remember: (certificate) =>
      connection.write(() => {
        const row = certificateCodec.toRow(certificate);
        orm
          .insert(certificates)
          .values(row)
          .onConflictDoUpdate({ target: certificates.level, set: row })
          .run();
      }),

    list: () =>
      connection.read(() =>
        orm.select().from(certificates).orderBy(asc(certificates.level)).all().map(certificateCodec.fromRow),
      ),
  };
}
