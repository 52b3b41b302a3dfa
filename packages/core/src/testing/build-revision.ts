import { HOST } from '../kernel/level.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Revision } from '../settings/mail-settings.ts';
import { FAKE_START } from './fake-clock.ts';

/** The host's first active revision: a plain relay on this machine, changed by what the test cares about. */
export function buildRevision(newId: NewId, overrides: Partial<Revision> = {}): Revision {
  return {
    id: overrides.id ?? newId(),
    level: HOST,
    number: 1,
    state: 'active',
    layer: {
      values: {
        smtpHost: '127.0.0.1',
        smtpPort: 2525,
        secureConnection: false,
        useDefaultCredentials: true,
        defaultFromAddress: 'robots@platform.example',
      },
      secrets: {},
    },
    author: 'command-line:root',
    createdAt: FAKE_START,
    test: null,
    arrivedAt: null,
    note: 'set',
    ...overrides,
  };
}
