// New identifiers: UUIDv7, which sort by the time they were made.
import { v7 } from 'uuid';

export type NewId = () => string;

export const newId: NewId = () => v7();
