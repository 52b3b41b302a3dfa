import { levelKey, listCanaries } from '@postern/core';
import { canaryText } from '../canary-text.ts';
import { instant } from '../print.ts';
import { allLevels } from './all-levels.ts';
import { failed, ok, type DoctorCheck } from './finding.ts';

/** Canaries arrive, where somebody has set some. */
export const canariesCheck: DoctorCheck = async ({ services, actor }) => {
  const canaries = await listCanaries(services, actor);
  if (canaries.length === 0) return [];
  const levels = await allLevels({ services, actor });
  return canaries.map((canary) => {
    const level = levels.find((one) => levelKey(one.level) === levelKey(canary.level));
    const check = `canary of ${level?.name ?? levelKey(canary.level)}`;
    const flag = level?.flag ?? '--host';
    switch (canary.standing) {
      case 'not-sent':
        return failed(
          check,
          `${canaryText(canary)}.`,
          'Nobody does what is due: postern serve, or postern worker',
        );
      case 'failed':
      case 'held':
      case 'late':
        return failed(
          check,
          canaryText(canary),
          `postern canary show ${flag}; postern settings test ${flag}`,
        );
      case 'not-yet':
      case 'under-way':
      case 'suspended':
        return ok(check, `${canaryText(canary)}; the next one is due ${instant(canary.nextAt)}.`);
      case 'delivered':
      case 'by-host':
        return ok(check, `${canaryText(canary)}.`);
      default:
        return canary.standing satisfies never;
    }
  });
};
