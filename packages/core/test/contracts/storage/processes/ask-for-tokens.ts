// Asks for access tokens as a worker does whose server refuses each after a while, and prints those that it got.
import { createAccessTokens } from '../../../../src/adapters/nodemailer/access-tokens.ts';
import { newUuidV7 } from '../../../../src/adapters/crypto/index.ts';
import { openSqliteStorage } from '../../../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { Secret } from '../../../../src/kernel/secret.ts';
import { systemTimers } from '../../../../src/kernel/timers.ts';
import { createFakeSealer } from '../../../../src/testing/fake-sealer.ts';

const [, , path = '', tokenUrl = '', rounds = '1'] = process.argv;
const storage = await openSqliteStorage({ path, clock: systemClock });
const tokens = createAccessTokens({
  clock: systemClock,
  timers: systemTimers,
  timeout: 15_000,
  keeping: { store: storage.accessTokens, sealer: createFakeSealer(), newId: newUuidV7 },
});
const refreshToken = new Secret('refresh 0');
const grant = { kind: 'refresh-token', clientId: 'client-1', proof: null, refreshToken } as const;
const got: string[] = [];
let refused: Secret | null = null;
for (let round = 0; round < Number(rounds); round += 1) {
  const signIn = { kind: 'oauth2', username: 'robots', tokenUrl, scope: null, grant } as const;
  const attempt = await tokens.get(signIn, { refused, allowedNetworks: null });
  got.push(attempt.ok ? attempt.value.expose() : attempt.failure.text);
  refused = attempt.ok ? attempt.value : null;
}
await storage.close();
process.stdout.write(JSON.stringify(got));
