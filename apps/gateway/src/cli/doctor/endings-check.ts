import { listEndings, listIncidents } from '@postern/core';
import { endingText } from '../ending-text.ts';
import { allLevels } from './all-levels.ts';
import { warning, type DoctorCheck } from './finding.ts';

/** Certificates and client secrets that end soon, unless an open incident says so already. */
export const endingsCheck: DoctorCheck = async ({ services, actor }) => {
  const levels = await allLevels({ services, actor });
  const findings = levels.map(async ({ name, flag, level }) => {
    const endings = await listEndings(services, actor, { level });
    if (endings.length === 0) return [];
    const open = (await listIncidents(services, actor, { level })).items.map(({ facts }) => facts.kind);
    return endings
      .filter(({ kind }) => !open.some((told) => told === kind))
      .map((ending) =>
        warning(
          `connection of ${name}`,
          `${endingText(ending, services.clock.now())}.`,
          `renew it, then: postern settings view ${flag}`,
        ),
      );
  });
  return (await Promise.all(findings)).flat();
};
