/** What a server said it can do, in its answer to EHLO (RFC 5321 section 4.1.1.1). */
export interface Capabilities {
  /** Keywords with their parameters, as the server wrote them, without its name. */
  readonly lines: readonly string[];
  /** Upper case, such as `PLAIN`; empty when it lets nobody sign in. */
  readonly mechanisms: readonly string[];
  readonly starttls: boolean;
  readonly smtputf8: boolean;
  /** Bytes; null when it names none. */
  readonly maxSize: number | null;
}

/** A server that offers nothing: what HELO alone tells. */
export const NO_CAPABILITIES: Capabilities = {
  lines: [],
  mechanisms: [],
  starttls: false,
  smtputf8: false,
  maxSize: null,
};

/** Reads the answer to EHLO; a refusal offers nothing. */
export function capabilitiesOf(reply: string): Capabilities {
  const [, ...rest] = reply.split(/\r?\n/);
  const lines = rest.filter((line) => line.startsWith('250')).map((line) => line.slice(4).trim());
  const has = (keyword: string): boolean => lines.some((line) => keywordOf(line) === keyword);
  return {
    lines,
    mechanisms: mechanismsIn(lines),
    starttls: has('STARTTLS'),
    smtputf8: has('SMTPUTF8'),
    maxSize: sizeIn(lines),
  };
}

function keywordOf(line: string): string {
  return line.split(/[\s=]/, 1)[0]?.toUpperCase() ?? '';
}

/** `AUTH=PLAIN` is how servers wrote it for old clients. */
function mechanismsIn(lines: readonly string[]): readonly string[] {
  const offered = lines
    .filter((line) => keywordOf(line) === 'AUTH')
    .flatMap((line) =>
      line
        .toUpperCase()
        .split(/[\s=]+/)
        .slice(1),
    );
  return [...new Set(offered)].filter((mechanism) => mechanism !== '');
}

/** `SIZE 0` means no fixed limit (RFC 1870 section 4). */
function sizeIn(lines: readonly string[]): number | null {
  const line = lines.find((candidate) => keywordOf(candidate) === 'SIZE');
  const size = Number(line?.split(/\s+/)[1]);
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}
