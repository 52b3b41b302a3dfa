import { cleanLine } from '../../events/clean-line.ts';

/** The most containers within containers that a payload may have. */
export const MAX_DEPTH = 64;

/** The first thing wrong with a JSON text (RFC 8259, plus our limits). */
export interface JsonFault {
  readonly reason: 'not-json' | 'too-deep' | 'duplicate-keys';
  /** A sentence that ends in line and column. */
  readonly explanation: string;
}

/** What may come next. `first` means: or the end of the container, since it is still empty. */
type Expected = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'next' | 'end';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

const WANTED: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'first-value': 'a value or "]"',
  key: 'a name in quotes',
  'first-key': 'a name in quotes or "}"',
  colon: '":"',
  next: '"," or the closing bracket',
  end: 'nothing more',
};

/**
 * Finds the first fault of a JSON text, or null when there is none. Only for texts that `JSON.parse` or the survey has
 * already found fault with: it is the slower way, but it knows where. Iterative, so depth costs no stack.
 */
export function findJsonFault(text: string): JsonFault | null {
  return new Scan(text).run();
}

class Scan {
  readonly #text: string;
  #at = 0;
  #expected: Expected = 'value';
  /** Open containers: the names seen in an object, null for an array. */
  readonly #open: (Set<string> | null)[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): JsonFault | null {
    for (;;) {
      this.#skipWhiteSpace();
      if (this.#at >= this.#text.length) return this.#expected === 'end' ? null : this.#unexpected();
      const fault = this.#step(this.#text[this.#at] ?? '');
      if (fault !== null) return fault;
    }
  }

  #step(next: string): JsonFault | null {
    switch (this.#expected) {
      case 'first-value':
        return next === ']' ? this.#close() : this.#value(next);
      case 'value':
        return this.#value(next);
      case 'first-key':
        return next === '}' ? this.#close() : this.#key(next);
      case 'key':
        return this.#key(next);
      case 'colon':
        return next === ':' ? this.#advance('value') : this.#unexpected();
      case 'next':
        return this.#afterValue(next);
      case 'end':
        return this.#unexpected();
      default:
        return this.#expected satisfies never;
    }
  }

  #value(next: string): JsonFault | null {
    if (next === '{' || next === '[') return this.#openContainer(next);
    if (next === '"') {
      const end = this.#endOfString();
      if (typeof end !== 'number') return end;
      this.#at = end;
    } else if (!this.#skip(NUMBER) && !this.#skip(WORD)) {
      return this.#unexpected();
    }
    this.#expectAfterValue();
    return null;
  }

  #openContainer(bracket: '{' | '['): JsonFault | null {
    if (this.#open.length === MAX_DEPTH)
      return this.#fault('too-deep', `Objects and lists are nested more than ${MAX_DEPTH} deep`);
    this.#open.push(bracket === '{' ? new Set() : null);
    return this.#advance(bracket === '{' ? 'first-key' : 'first-value');
  }

  #key(next: string): JsonFault | null {
    if (next !== '"') return this.#unexpected();
    const end = this.#endOfString();
    if (typeof end !== 'number') return end;
    const name = String(JSON.parse(this.#text.slice(this.#at, end)));
    const names = this.#open.at(-1);
    if (names?.has(name) === true)
      return this.#fault('duplicate-keys', `The name "${cleanLine(name, 60)}" comes twice in one object`);
    names?.add(name);
    this.#at = end;
    this.#expected = 'colon';
    return null;
  }

  #afterValue(next: string): JsonFault | null {
    const inObject = this.#open.at(-1) !== null;
    if (next === ',') return this.#advance(inObject ? 'key' : 'value');
    return next === (inObject ? '}' : ']') ? this.#close() : this.#unexpected();
  }

  #close(): null {
    this.#open.pop();
    this.#at += 1;
    this.#expectAfterValue();
    return null;
  }

  #expectAfterValue(): void {
    this.#expected = this.#open.length === 0 ? 'end' : 'next';
  }

  #advance(expected: Expected): null {
    this.#at += 1;
    this.#expected = expected;
    return null;
  }

  /** The place behind the string that starts here, or what is wrong with it. */
  #endOfString(): number | JsonFault {
    const start = this.#at;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x22) return at + 1;
      if (code === 0x5c) {
        ESCAPE.lastIndex = at + 1;
        if (!ESCAPE.test(this.#text)) return this.#fault('not-json', 'A text has an unknown escape', at);
        at = ESCAPE.lastIndex - 1;
      } else if (code < 0x20) {
        return this.#fault('not-json', 'A text has a bare line end or control character', at);
      }
    }
    return this.#fault('not-json', 'A text is not closed by a quote', start);
  }

  #skip(token: RegExp): boolean {
    token.lastIndex = this.#at;
    if (!token.test(this.#text)) return false;
    this.#at = token.lastIndex;
    return true;
  }

  #skipWhiteSpace(): void {
    while (' \n\r\t'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1;
  }

  #unexpected(): JsonFault {
    const ended = this.#at >= this.#text.length ? 'The text ends where' : 'Here';
    return this.#fault('not-json', `${ended} ${WANTED[this.#expected]} was expected`);
  }

  #fault(reason: JsonFault['reason'], what: string, at: number = this.#at): JsonFault {
    const before = this.#text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    return { reason, explanation: `${what}: line ${line}, column ${column}.` };
  }
}
