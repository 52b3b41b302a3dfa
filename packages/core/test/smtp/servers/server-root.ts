import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Where `tools/mail-servers.sh` unpacks Debian's mail servers. */
const SERVERS = '/opt/postern-mail-servers';

/** Why the mail servers cannot be started here; null when they can. */
export const CANNOT_START: string | null = whyNot();

/** The users that the servers run as: they are known in the roots alone. */
export const USERS = {
  root: 0,
  postfix: 901,
  postdrop: 902,
  'Debian-exim': 903,
  opensmtpd: 904,
  opensmtpq: 905,
  dovecot: 906,
  dovenull: 907,
  nobody: 65_534,
} as const;

/** What a file in a root may be told besides its text. */
interface FileOptions {
  readonly owner?: keyof typeof USERS;
  /** 0o644 unless given. */
  readonly mode?: number;
}

/**
 * A private copy of the mail servers, with files and users of its own, that processes have for their root: nothing of this
 * machine is read or changed by them but its network.
 */
export class ServerRoot {
  readonly #path: string;
  readonly #running: ChildProcess[] = [];
  readonly #afterwards: (() => void)[] = [];
  #said = '';

  constructor() {
    this.#path = mkdtempSync(`${SERVERS}.run-`);
    // Hard links: the servers write into no file of the copy.
    run('cp', ['-al', `${SERVERS}/.`, this.#path]);
    chmodSync(this.#path, 0o755);
    for (const folder of ['dev', 'run', 'root', 'var/run', 'var/log']) this.folder(folder);
    run('cp', ['-a', '/dev/null', '/dev/urandom', join(this.#path, 'dev')]);
    this.folder('tmp', { mode: 0o1777 });
    const users = Object.entries(USERS);
    this.file('etc/passwd', lines(users.map(([name, id]) => `${name}:x:${id}:${id}::/root:/bin/sh`)));
    this.file('etc/group', lines(users.map(([name, id]) => `${name}:x:${id}:`)));
    this.file('etc/hosts', '127.0.0.1 localhost\n');
    // Nothing is asked of the network's name servers: names other than localhost are not known.
    this.file('etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
    this.file('etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files\n');
  }

  folder(path: string, { owner = 'root', mode = 0o755 }: FileOptions = {}): void {
    mkdirSync(join(this.#path, path), { recursive: true });
    this.#give(path, owner, mode);
  }

  file(path: string, text: string, { owner = 'root', mode = 0o644 }: FileOptions = {}): void {
    mkdirSync(dirname(join(this.#path, path)), { recursive: true });
    writeFileSync(join(this.#path, path), text);
    this.#give(path, owner, mode);
  }

  /** The text of a file, empty when there is none. */
  read(path: string): string {
    const whole = join(this.#path, path);
    return existsSync(whole) ? readFileSync(whole, 'utf8') : '';
  }

  /** What the processes said on their standard outputs. */
  get said(): string {
    return this.#said;
  }

  /** Starts a process, which must stay in the foreground. */
  start(command: string, args: readonly string[]): void {
    const child = spawn('chroot', [this.#path, command, ...args], {
      detached: true,
      env: { PATH: '/usr/sbin:/usr/bin:/bin' },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
      });
    }
    this.#running.push(child);
  }

  /** Whether all that was started is running. */
  get isRunning(): boolean {
    return this.#running.every((child) => child.exitCode === null && child.signalCode === null);
  }

  /** Stops all processes where they are, as a machine does that hangs: what is connected stays so, and nobody answers. */
  freeze(): void {
    this.#signal('SIGSTOP');
  }

  /** Lets them go on. */
  thaw(): void {
    this.#signal('SIGCONT');
  }

  /** Has something done when the root is closed. */
  onClose(what: () => void): void {
    this.#afterwards.push(what);
  }

  /** Ends all processes and removes the root. */
  async close(): Promise<void> {
    const ended = this.#running
      .filter((child) => child.exitCode === null && child.signalCode === null)
      .map((child) => new Promise((resolve) => child.once('exit', resolve)));
    this.#signal('SIGKILL');
    await Promise.all(ended);
    for (const what of this.#afterwards) what();
    rmSync(this.#path, { recursive: true, force: true });
  }

  /** Each process that was started leads a group, in which its children are. */
  #signal(signal: NodeJS.Signals): void {
    for (const { pid } of this.#running) {
      try {
        if (pid !== undefined) process.kill(-pid, signal);
      } catch {
        // The group has ended already.
      }
    }
  }

  #give(path: string, owner: keyof typeof USERS, mode: number): void {
    chownSync(join(this.#path, path), USERS[owner], USERS[owner]);
    chmodSync(join(this.#path, path), mode);
  }
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
}

function whyNot(): string | null {
  if (!existsSync(SERVERS))
    return `There are no mail servers in ${SERVERS} (as root: tools/mail-servers.sh).`;
  if (process.getuid?.() !== 0) return 'Mail servers are started by root alone.';
  const [release = 'unknown'] = readFileSync(`${SERVERS}/etc/debian_version`, 'utf8').split('.');
  if (release !== '12')
    return `The mail servers in ${SERVERS} are of Debian ${release}: these tests know those of Debian 12.`;
  return spawnSync('chroot', [SERVERS, '/bin/sh', '-c', 'exit 0']).status === 0
    ? null
    : 'This machine does not let a process change its root.';
}
