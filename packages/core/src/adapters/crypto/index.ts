/** Keys, sealing, references, ids and randomness: everything that needs the machine's secrets. */
export { createAesGcmSealer } from './aes-gcm-sealer.ts';
export { createKeyFileSealer } from './key-file-sealer.ts';
export { addKeyToFile, makeKeyFile, readKeyFile, type KeyFile } from './key-file.ts';
export { keysFromEnvironment } from './keys-from-environment.ts';
export { newDkimKey } from './new-dkim-key.ts';
export { openKeys, type KeySource } from './open-keys.ts';
export { randomBytes } from './random.ts';
export { createReferenceReader } from './reference-reader.ts';
export { newSealingKey, sealingKey, type SealingKey } from './sealing-key.ts';
export { newUuidV7 } from './uuid-v7.ts';
