import type { Incident } from '../incidents/incident.ts';
import { HOST } from '../kernel/level.ts';
import { FAKE_START } from './fake-clock.ts';

/** An open incident of the host, whose server refuses the password, changed by what the test cares about. */
export function buildIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: '0000000e-0000-7000-8000-000000000001',
    level: HOST,
    subject: 'connection',
    facts: {
      kind: 'connection-failing',
      server: 'smtp.example.com:587',
      reason: 'authentication-failed',
      byHostSince: null,
      failingSince: FAKE_START,
      unreachedSince: null,
      why: {
        cause: { en: 'The server refused the password.', fr: 'Le serveur a refusé le mot de passe.' },
        cure: { en: 'Enter it again.', fr: 'Saisissez-le de nouveau.' },
      },
    },
    count: 1,
    step: 0,
    openedAt: FAKE_START,
    updatedAt: FAKE_START,
    resolvedAt: null,
    resolution: null,
    version: 1,
    told: null,
    ...overrides,
  };
}
