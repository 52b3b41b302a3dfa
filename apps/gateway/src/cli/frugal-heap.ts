/**
 * What V8 is told when a process lives long. Of its own accord it makes room for 64 MB of new objects and lets the rest of
 * the heap grow to several times what is in use before it looks for garbage, and with each message goes a buffer outside of
 * the heap: under load that came to 420 MB where 270 do as well. And what a start makes (schemas, templates, statements) lives
 * long, from which V8 concludes that whatever the same code makes later does too: it then puts what a webhook needs for a
 * millisecond among the old objects, and all that these point to with it. That doubled the work of a webhook on both cores.
 */
const FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=100', '--no-allocation-site-pretenuring'];

/** What is needed of a process to become another. */
type BecomingProcess = Pick<NodeJS.Process, 'argv' | 'execArgv' | 'execPath' | 'env' | 'execve'>;

/** Commands that live long. */
const LONG_LIVED: ReadonlySet<string> = new Set(['serve', 'worker']);

/**
 * Becomes the same command in a heap that is frugal: V8 reads these flags before anything runs. The process stays the same,
 * with its number and its open streams (`execve(2)`). Nothing happens for commands that end soon, where heap flags were given
 * already, and where a process cannot do this, such as on Windows.
 */
export function becomeFrugal(process: BecomingProcess): void {
  const { argv, execArgv, execPath, env } = process;
  const [, script, word] = argv;
  if (script === undefined || word === undefined || !LONG_LIVED.has(word)) return;
  const given = `${execArgv.join(' ')} ${env['NODE_OPTIONS'] ?? ''}`;
  if (FLAGS.some((flag) => given.includes(nameOf(flag)))) return;
  process.execve?.(execPath, [execPath, ...FLAGS, ...execArgv, ...argv.slice(1)], env);
}

/** Without its value, and whether it is switched on or off. */
function nameOf(flag: string): string {
  const [name = flag] = flag.split('=', 1);
  return name.replace(/^--(?:no-)?/, '');
}
