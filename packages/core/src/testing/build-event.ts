import type { AutomationEvent } from '../events/automation-event.ts';
import { FAKE_START } from './fake-clock.ts';

/** A faulted job of Invoice_Intake that folds with nothing, changed by what the test cares about. */
export function buildEvent(overrides: Partial<AutomationEvent> = {}): AutomationEvent {
  return {
    type: 'job.faulted',
    severity: 'error',
    occurredAt: FAKE_START,
    senderEventId: 'b6f1f0e2-5a1d-4c5b-9a43-0d3f6f1f2c11',
    foldKey: null,
    trouble: null,
    tenant: { id: '1', name: 'Production' },
    folder: { id: '7', name: 'Finance' },
    process: { id: '42', name: 'Invoice_Intake' },
    robot: { id: '5', name: 'robot-5' },
    queue: null,
    machine: 'VM-05',
    subject: 'Invoice_Intake',
    facts: [{ label: 'state', value: { kind: 'text', text: 'Faulted' } }],
    detail: 'System.Exception: the invoice has no number',
    link: null,
    addressee: null,
    data: {},
    ...overrides,
  };
}
