/** What processes that share a storage tell each other: a closed set. */
export const STORAGE_CHANGES = ['configuration', 'deliveries-due'] as const;

/** Something that another process may have changed: organizations, settings, rules and rights, or deliveries that became due. */
export type StorageChange = (typeof STORAGE_CHANGES)[number];
