import {
  checkDkimKey,
  checkDomain,
  listDkimKeys,
  type DkimCheck,
  type DomainFinding,
  type Level,
} from '@postern/core';
import type { CommandContext, LevelOptions, NamedLevel } from '../command-context.ts';
import { dkimCheckLines } from '../dkim/dkim-check-lines.ts';
import { EXIT } from '../exit-codes.ts';
import { levelOf } from '../level-options.ts';
import { printJson, printLine } from '../print.ts';

/** Options of `settings domain-check`. */
export interface DomainOptions extends LevelOptions {
  readonly json?: boolean;
}

/** `settings domain-check`: what DNS says of SPF, DKIM and DMARC, and what to publish. */
export async function checkDomainOf(
  context: CommandContext,
  domain: string | undefined,
  options: DomainOptions,
): Promise<void> {
  const { io, actor } = context;
  const { level } = await levelOf(context, options);
  const check = await checkDomain(await context.services(), actor, {
    level,
    ...(domain === undefined ? {} : { domain }),
  });
  const own = check.outcome === 'checked' ? await ownKeys(context, { level, domain: check.domain }) : [];
  const wrong =
    check.outcome !== 'checked' ||
    check.findings.some(({ state }) => state === 'wrong') ||
    own.some(({ outcome, key }) => key.enabled && outcome !== 'published');
  if (wrong) context.exitWith(EXIT.failed);
  if (options.json === true) {
    printJson(io, { ...check, ownKeys: own });
    return;
  }
  switch (check.outcome) {
    case 'no-server':
      printLine(io, 'No mail server is set yet, so nobody sends for a domain.');
      return;
    case 'no-sender':
      printLine(io, 'No sender is set yet: name a domain, or set default-from-address.');
      return;
    case 'checked':
      printLine(io, `Mail from ${check.domain} through ${check.relay}, as DNS tells:`);
      for (const finding of check.findings) for (const line of findingLines(finding)) printLine(io, line);
      for (const key of own) for (const line of ownKeyLines(key)) printLine(io, line);
      return;
    default:
      check satisfies never;
  }
}

/** What DNS has of the level's own DKIM key for the domain; none: it has no key. */
async function ownKeys(
  context: CommandContext,
  { level, domain }: { readonly level: Level; readonly domain: string },
): Promise<readonly DkimCheck[]> {
  const services = await context.services();
  const keys = await listDkimKeys(services, context.actor, { level });
  return Promise.all(
    keys
      .filter((key) => key.domain === domain)
      .map((key) => checkDkimKey(services, context.actor, { level, domain: key.domain })),
  );
}

function ownKeyLines(check: DkimCheck): readonly string[] {
  const { outcome, key } = check;
  const mark = MARK[outcome === 'published' ? 'good' : outcome === 'dns-failed' ? 'unknown' : 'wrong'];
  const [first = '', ...rest] = dkimCheckLines(check);
  const whose = `Own DKIM key ${key.selector}, ${key.enabled ? 'which signs' : 'which does not sign yet'}:`;
  return [`${mark} ${whose} ${first}`, ...rest.map((line) => `     ${line}`)];
}

/** After a test of the settings: the same, without a say in how the test ended. */
export async function adviseOnDomain(context: CommandContext, { level }: NamedLevel): Promise<void> {
  const check = await checkDomain(await context.services(), context.actor, { level });
  if (check.outcome !== 'checked') return;
  for (const finding of check.findings) for (const line of findingLines(finding)) context.io.err(`${line}\n`);
}

const MARK: Readonly<Record<DomainFinding['state'], string>> = {
  good: 'ok  ',
  advice: 'note',
  wrong: 'FAIL',
  unknown: '?   ',
};

function findingLines({ state, says, cure, found, publish, reason }: DomainFinding): readonly string[] {
  return [
    `${MARK[state]} ${says.en} [${reason}]`,
    ...found.map((record) => `     found:   ${record}`),
    ...(cure === null ? [] : [`     cure:    ${cure.en}`]),
    ...(publish === null ? [] : [`     publish: ${publish.name}. TXT "${publish.value}"`]),
  ];
}
