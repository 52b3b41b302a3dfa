import type { AutomationEvent } from '../../src/events/automation-event.ts';
import { HOUR, MINUTE } from '../../src/kernel/clock.ts';
import type { Language } from '../../src/kernel/language.ts';
import { MOST_GROUPS, type Gathered, type GatheredGroup } from '../../src/mail/gathered.ts';
import type { RobotState } from '../../src/mail/robot-state.ts';
import type { MailContent } from '../../src/mail/mail-content.ts';
import { digestTemplate } from '../../src/mail/templates/digest.ts';
import { recoveryTemplate } from '../../src/mail/templates/recovery.ts';
import { TEMPLATES, templateFor } from '../../src/mail/templates/registry.ts';
import { buildTemplateInput } from '../../src/testing/build-template-input.ts';
import { SAMPLE_EVENTS } from './sample-events.ts';

const { jobFaulted, jobCompleted, robotUnresponsive, robotAvailable } = SAMPLE_EVENTS;
const AT = jobFaulted.occurredAt;

const FAULTS: GatheredGroup = {
  type: 'job.faulted',
  name: 'Invoice_Intake',
  severity: 'error',
  state: null,
  count: 37,
  firstAt: AT,
  lastAt: AT + 9 * MINUTE,
  exception: 'Cannot find the UI element matching this selector',
};
const robot = (state: RobotState, changed: Partial<GatheredGroup>): GatheredGroup => ({
  ...FAULTS,
  type: 'robot.status',
  name: 'RPA-PRD-07',
  state,
  exception: null,
  ...changed,
});
const DAY_OF_EVENTS: readonly GatheredGroup[] = [
  robot('unresponsive', {
    name: 'RPA-PRD-11',
    severity: 'fatal',
    count: 1,
    firstAt: AT + 2 * HOUR,
    lastAt: AT + 2 * HOUR,
  }),
  { ...FAULTS, lastAt: AT + 5 * HOUR },
  robot('disconnected', { count: 2, firstAt: AT + HOUR, lastAt: AT + 3 * HOUR }),
  {
    ...FAULTS,
    type: 'queueItem.transactionFailed',
    name: 'Invoices',
    severity: 'warn',
    count: 12,
    exception: 'Supplier unknown',
    firstAt: AT + HOUR,
    lastAt: AT + 7 * HOUR,
  },
  robot('available', { severity: 'info', count: 2, firstAt: AT + HOUR + 20 * MINUTE, lastAt: AT + 4 * HOUR }),
];

/** One process of each that faulted, as storage picks them: more kinds than one mail shows. */
const MANY_KINDS: readonly GatheredGroup[] = [
  { ...FAULTS, name: 'Payments', severity: 'fatal', count: 1, lastAt: AT },
  ...Array.from({ length: MOST_GROUPS + 3 }, (_, place) => ({
    ...FAULTS,
    name: `Process_${String(place + 1).padStart(2, '0')}`,
    count: 40 - place,
  })),
];

function many(kind: Gathered['kind'], groups: readonly GatheredGroup[], language: Language): MailContent {
  const gathered = {
    kind,
    count: groups.reduce((total, { count }) => total + count, 0),
    firstAt: Math.min(...groups.map(({ firstAt }) => firstAt)),
    lastAt: Math.max(...groups.map(({ lastAt }) => lastAt)),
    kinds: groups.length,
    groups: groups.slice(0, MOST_GROUPS),
  };
  return digestTemplate(gathered).compose(buildTemplateInput({ event: jobFaulted, language }));
}

function recovery(began: AutomationEvent, over: AutomationEvent, language: Language): MailContent {
  const event = {
    ...over,
    occurredAt: began.occurredAt + 76 * MINUTE,
    facts: over.facts.map((fact) =>
      fact.value.kind === 'time'
        ? { ...fact, value: { kind: 'time' as const, at: fact.value.at + 76 * MINUTE } }
        : fact,
    ),
  };
  return recoveryTemplate(began, TEMPLATES).compose(buildTemplateInput({ event, language }));
}

/** Mails that are not about one event alone, by the name of their golden file. */
export const SAMPLE_MAILS: Readonly<Record<string, (language: Language) => MailContent>> = {
  digest: (language) => many('digest', DAY_OF_EVENTS, language),
  'digest-of-many-kinds': (language) => many('digest', MANY_KINDS, language),
  'out-of-hours': (language) => many('hours', DAY_OF_EVENTS.slice(1, 4), language),
  storm: (language) => many('storm', [FAULTS], language),
  'storm-notice': (language) =>
    templateFor(jobFaulted.type).compose(
      buildTemplateInput({ event: jobFaulted, language, stormUntil: AT + 10 * MINUTE }),
    ),
  'recovery-of-robot': (language) => recovery(robotUnresponsive, robotAvailable, language),
  'recovery-of-job': (language) => recovery(jobFaulted, jobCompleted, language),
};
