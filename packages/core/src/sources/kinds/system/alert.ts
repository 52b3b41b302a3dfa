import { z } from 'zod';
import { namedThing } from '../event-reading.ts';
import { findEventType } from '../../../events/catalogue.ts';
import { flattenData } from '../flatten-data.ts';
import { momentPart } from '../fold-key.ts';
import { isJsonObject } from '../json-object.ts';
import { lenient } from '../lenient.ts';
import { parseSeverity } from '../parse-severity.ts';
import { incidentNews } from './incident-news.ts';
import type { SystemReader } from './system-reader.ts';

const schema = z.object({
  Message: lenient.block(),
  Severity: lenient.line(),
  ProcessName: lenient.line(),
  RobotName: lenient.line(),
  MachineName: lenient.line(),
});

/** What a robot or a process says for itself. UiPath's own wrapping `{processAlert: {…}}` is taken off. */
export const alertReader: SystemReader = {
  types: ['robot.alert', 'process.alert'],
  read({ type, data, timestamp }) {
    const said = isJsonObject(data['processAlert']) ? data['processAlert'] : data;
    const alert = schema.parse(said);
    const severity = parseSeverity(alert.Severity);
    return {
      ok: true,
      reading: {
        ...(severity === null ? {} : { severity }),
        process: namedThing(null, alert.ProcessName),
        robot: namedThing(null, alert.RobotName),
        machine: alert.MachineName,
        subject: alert.ProcessName ?? alert.RobotName,
        detail: alert.Message,
        data: flattenData(said),
        trouble: incidentNews(said, {
          severity: severity ?? findEventType(type)?.severity ?? 'warn',
          at: timestamp,
        }),
        // Alerts have no id: the same words at the same moment are the same alert, at another moment another.
        sameWhen:
          timestamp === null
            ? null
            : [alert.ProcessName, alert.RobotName, momentPart(timestamp), alert.Message],
      },
    };
  },
};
