export const thing = 'a slice that no arrow knows';
