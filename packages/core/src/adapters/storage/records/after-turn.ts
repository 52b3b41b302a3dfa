/** The keys in turn order: those after the one that had the last turn, then the others; each part sorted. */
export function afterTurn(keys: readonly string[], lastServed: string | null): readonly string[] {
  const sorted = keys.toSorted();
  if (lastServed === null) return sorted;
  return [...sorted.filter((key) => key > lastServed), ...sorted.filter((key) => key <= lastServed)];
}
