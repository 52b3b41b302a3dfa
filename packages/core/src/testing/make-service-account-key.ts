import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Secret } from '../kernel/secret.ts';

/** The JSON key file of a Google service account, made at run time, as Google Cloud lays it out; and what proves its signatures. */
export function makeServiceAccountKey(tokenUri = 'https://oauth2.googleapis.com/token'): {
  readonly key: Secret;
  readonly publicKey: KeyObject;
} {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const file = {
    type: 'service_account',
    project_id: 'project',
    private_key_id: 'key-1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: 'robot@project.iam.gserviceaccount.com',
    client_id: '100000000000000000001',
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: tokenUri,
    universe_domain: 'googleapis.com',
  };
  return { key: new Secret(JSON.stringify(file, null, 2)), publicKey };
}
