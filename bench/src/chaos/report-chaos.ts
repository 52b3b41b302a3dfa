import type { Calamity } from './chaos-plan.ts';
import type { ChaosOutcome } from './run-chaos.ts';

/** Whether the run held what Postern promises: nothing lost, and nothing doubled but where that is written down. */
export function held({ lost, unmarked, apart }: ChaosOutcome): boolean {
  return lost + unmarked.length + apart.length === 0;
}

/** The outcome as a Markdown table, and how to have it again. */
export function reportChaos(outcome: ChaosOutcome): string {
  const {
    plan,
    rounds,
    accepted,
    sentAgain,
    refused,
    mails,
    lost,
    waiting,
    doubled,
    unmarked,
    apart,
    recovered,
  } = outcome;
  const moods = Map.groupBy(rounds, ({ mood }) => mood);
  const rows: readonly (readonly [string, string])[] = [
    ['rounds, each ended by kill -9', String(rounds.length)],
    ['SMTP server', [...moods].map(([mood, list]) => `${mood} ${String(list.length)}×`).join(', ')],
    ['two gateways on one database', `${String(count(rounds, ({ killSecondAfter }) => killSecondAfter))}×`],
    ['clock set, up to an hour either way', `${String(count(rounds, ({ jump }) => jump))}×`],
    ['disk full', `${String(count(rounds, ({ room }) => room))}×`],
    ['webhooks answered 2xx', String(accepted)],
    ['sent again by their senders (no answer, 503)', String(sentAgain)],
    ['of these refused for now by the gateway (503)', String(refused)],
    ['mails that came', String(mails)],
    ['**lost**', String(lost)],
    ['not there yet, kept for a later try', String(waiting)],
    ['more than one mail', String(doubled.length)],
    ['of these **not marked** as possible duplicates', named(unmarked)],
    ['of these with **different Message-IDs**', named(apart)],
    ['from the last calamity until nothing more was due', `${(recovered / 1_000).toFixed(1)} s`],
  ];
  return [
    '| | |',
    '| --- | --- |',
    ...rows.map(([what, value]) => `| ${what} | ${value} |`),
    '',
    `The same calamities again: npm run chaos -- --seed ${String(plan.seed)} --rounds ${String(plan.rounds)}`,
  ].join('\n');
}

function count(rounds: readonly Calamity[], part: (calamity: Calamity) => unknown): number {
  return rounds.filter((one) => part(one) !== null).length;
}

function named(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 10).join(', ');
  return numbers.length === 0
    ? '0'
    : `${String(numbers.length)} (${shown}${numbers.length > 10 ? ' …' : ''})`;
}
