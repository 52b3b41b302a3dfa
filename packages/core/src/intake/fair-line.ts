/** Things that wait in lanes, taken lane by lane in turn, so that nobody waits for another lane's crowd. */
export interface FairLine<Thing> {
  /** At the end of its lane. */
  push(lane: string, thing: Thing): void;
  /** Up to so many: one of each lane, then the next of each; within a lane as they came. */
  take(most: number): readonly Thing[];
  /**
   * Makes room for one more of a lane: gives back the youngest of the longest lane. Null when none is longer than the lane
   * would be with it: then it is this lane's turn to wait outside. Looks at every lane.
   */
  giveWay(lane: string): Thing | null;
  readonly length: number;
}

/** A line that nothing waits in. */
export function createFairLine<Thing>(): FairLine<Thing> {
  // In the order of turns: a lane that was served goes to the end.
  const lanes = new Map<string, Thing[]>();
  let length = 0;

  function takeTurn(taken: Thing[], [lane, things]: [string, Thing[]], most: number): void {
    taken.push(...things.splice(0, most));
    lanes.delete(lane);
    if (things.length > 0) lanes.set(lane, things);
  }

  return {
    push(lane, thing) {
      const things = lanes.get(lane);
      if (things === undefined) lanes.set(lane, [thing]);
      else things.push(thing);
      length += 1;
    },
    take(most) {
      const taken: Thing[] = [];
      while (taken.length < most) {
        const next = lanes.entries().next().value;
        if (next === undefined) break;
        takeTurn(taken, next, lanes.size === 1 ? most - taken.length : 1);
      }
      length -= taken.length;
      return taken;
    },
    giveWay(lane) {
      const [first] = lanes;
      if (first === undefined) return null;
      const [longest, things] = [...lanes].reduce(
        (one, other) => (other[1].length > one[1].length ? other : one),
        first,
      );
      if (things.length <= (lanes.get(lane)?.length ?? 0) + 1) return null;
      const youngest = things.pop();
      if (things.length === 0) lanes.delete(longest);
      if (youngest === undefined) return null;
      length -= 1;
      return youngest;
    },
    get length() {
      return length;
    },
  };
}
