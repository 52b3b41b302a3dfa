import { SEVERITIES } from '../../../events/automation-event.ts';

/** SQL: how bad the column `severity` is, as a number; the worst is the highest. */
export const SEVERITY_RANK = `CASE severity ${SEVERITIES.map((severity, rank) => `WHEN '${severity}' THEN ${String(rank)}`).join(' ')} END`;
