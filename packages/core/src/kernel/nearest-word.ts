/**
 * The word that was probably meant: the closest of `words`, ignoring case; null when none is close. Close is a third of
 * the typed word's letters wrong, missing, doubled or swapped with their neighbour, at least one.
 */
export function nearestWord(typed: string, words: Iterable<string>): string | null {
  const wanted = typed.toLowerCase();
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of words) {
    // The lengths' difference is a lower bound, so far-off words cost nothing.
    if (Math.abs(word.length - wanted.length) >= fewest) continue;
    const edits = editDistance(wanted, word.toLowerCase());
    if (edits < fewest) {
      fewest = edits;
      nearest = word;
    }
  }
  return nearest;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
