import { showConnection, testSettings, viewSettings } from '@postern/core';
import { connectionText } from '../connection-text.ts';
import { allLevels, type FlaggedLevel } from './all-levels.ts';
import { failed, ok, type DoctorCheck, type DoctorContext, type Finding } from './finding.ts';

/** So many servers are looked at together. */
const AT_A_TIME = 10;

/** The servers of active connections are reached from here, believed, and let us in: looked at up to MAIL FROM. */
export const connectionsCheck: DoctorCheck = async (context) => {
  const levels = await allLevels(context);
  const findings: Finding[] = [];
  for (let from = 0; from < levels.length; from += AT_A_TIME) {
    const some = levels.slice(from, from + AT_A_TIME).map((level) => lookAt(level, context));
    findings.push(...(await Promise.all(some)).flat());
  }
  return findings;
};

async function lookAt(
  { name, flag, level }: FlaggedLevel,
  { services, actor }: DoctorContext,
): Promise<readonly Finding[]> {
  const { effective } = await viewSettings(services, actor, { level });
  if (effective.connectionOrigin !== level.kind) return [];
  const check = `server of ${name}`;
  const again = `postern settings test ${flag}`;
  const test = await testSettings(services, actor, { level, which: 'active', noted: false });
  switch (test.outcome) {
    // The check of the settings says what they lack.
    case 'unusable':
    case 'too-often':
      return [];
    case 'secret-closed':
      return [failed(check, test.text, `postern settings set ${flag} --password-stdin`)];
    case 'failed':
    case 'passed': {
      const server = `${test.server.host}:${String(test.server.port)}`;
      if (test.verdict !== null) {
        const { cause, cure, reason } = test.verdict;
        return [failed(check, `${server}: ${cause.en} [${reason}]`, `${cure.en} Then: ${again} --active`)];
      }
      const state = await showConnection(services, actor, { level });
      if (state.kind !== 'failing') return [ok(check, `${server} lets us send: ${connectionText(state)}.`)];
      return [
        failed(
          check,
          `${server} lets us in, and refuses mail: ${connectionText(state)}`,
          `${again} --active --to you@example.com`,
        ),
      ];
    }
    default:
      return test satisfies never;
  }
}
