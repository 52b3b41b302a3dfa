/**
 * Things that come and go, each in a place of its own until it leaves; places are used again. For what goes with each
 * request or mail, in place of a `Set` or `Map`: when one of those makes room, V8 leaves its old table behind with a pointer
 * to the new one, and once one of these is among the old objects, every later table stays too, with all that was in it,
 * until the next full collection.
 */
export class Places<Thing> {
  readonly #things: (Thing | null)[] = [];
  readonly #free: number[] = [];

  /** Gives its place: a small integer, from 0. */
  add(thing: Thing): number {
    const place = this.#free.pop() ?? this.#things.length;
    this.#things[place] = thing;
    return place;
  }

  /** Empties the place, and gives what was there; null: nothing. */
  take(place: number): Thing | null {
    const thing = this.#things[place] ?? null;
    if (thing === null) return null;
    this.#things[place] = null;
    this.#free.push(place);
    return thing;
  }

  /** What is here now. */
  all(): readonly Thing[] {
    return this.#things.filter((thing) => thing !== null);
  }
}
