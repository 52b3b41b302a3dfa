import { v7 } from 'uuid';
import type { NewId } from '../../kernel/ids.ts';

/** Makes UUIDv7 text from the system's clock and randomness; ids of one process grow strictly. */
export const newUuidV7: NewId = () => v7();
