import type { CertificateStore } from '../../../incidents/server-certificate.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { MemoryState } from './memory-state.ts';

/** Remembered certificates in memory. */
export function memoryCertificateStore({ certificates }: MemoryState): CertificateStore {
  return {
    async remember(certificate) {
      certificates.set(levelKey(certificate.level), certificate);
    },

    async list() {
      return [...certificates.values()].toSorted((one, other) =>
        levelKey(one.level) < levelKey(other.level) ? -1 : 1,
      );
    },
  };
}
