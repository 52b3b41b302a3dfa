import { measureIntake, type IntakeReading } from '../measures/measure-intake.ts';
import type { Measuring } from '../measures/measuring.ts';
import { startPostern } from '../postern/running-postern.ts';

/** Intake with so many rules besides the one that matches. */
export async function measureRules(measuring: Measuring, otherRules: number): Promise<IntakeReading> {
  const postern = await startPostern({ smtpPort: measuring.smtpPort, holdMail: true, otherRules });
  try {
    return await measureIntake(measuring, postern.target, postern.pid);
  } finally {
    postern.end();
  }
}
