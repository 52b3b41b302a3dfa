import { createMemoryStorage } from '../src/adapters/storage/memory/index.ts';
import { storageContract } from './contracts/storage/storage-contract.ts';

storageContract('memory', async () => createMemoryStorage());
