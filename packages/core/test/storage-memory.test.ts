import { createMemoryStorage } from '../src/adapters/storage/memory/create-memory-storage.ts';
import { storageContract } from './contracts/storage/storage-contract.ts';

storageContract('memory', async () => createMemoryStorage());
