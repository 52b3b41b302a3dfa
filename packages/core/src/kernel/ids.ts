/** Makes identifiers: UUIDv7 text (RFC 9562), so that keys sort by time and indexes grow at their end. */
export type NewId = () => string;
