import type { Mood } from './chaos-sink.ts';
import type { ChaosCounts } from './count-deliveries.ts';

/** What came of a run. */
export interface ChaosOutcome extends ChaosCounts {
  /** What was broken, and how often. */
  readonly broken: readonly (readonly [string, string])[];
  /** The arguments with which the same is broken again. */
  readonly again: string;
  /** Milliseconds from the end of the calamities to the last mail. */
  readonly recovered: number;
}

/** Whether the run held what Postern promises: nothing lost, and nothing doubled but where that is written down. */
export function held({ lost, unmarked, apart }: ChaosOutcome): boolean {
  return lost + unmarked.length + apart.length === 0;
}

/** The outcome as a Markdown table, and how to have it again. */
export function reportChaos(outcome: ChaosOutcome): string {
  const { accepted, sentAgain, refused, mails, lost, waiting, doubled, unmarked, apart, recovered } = outcome;
  const rows: readonly (readonly [string, string])[] = [
    ...outcome.broken,
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
    `The same calamities again: npm run chaos -- ${outcome.again}`,
  ].join('\n');
}

/** In how many rounds something happened. */
export function happened<Round>(rounds: readonly Round[], part: (round: Round) => unknown): string {
  return `${String(rounds.filter((round) => part(round) !== null).length)}×`;
}

/** How often the SMTP server was in each mood. */
export function moodsOf(rounds: readonly { readonly mood: Mood }[]): string {
  const moods = Map.groupBy(rounds, ({ mood }) => mood);
  return [...moods].map(([mood, list]) => `${mood} ${String(list.length)}×`).join(', ');
}

function named(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 10).join(', ');
  return numbers.length === 0
    ? '0'
    : `${String(numbers.length)} (${shown}${numbers.length > 10 ? ' …' : ''})`;
}
