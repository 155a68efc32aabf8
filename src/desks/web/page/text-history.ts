// A sentence for everything that happens to a request.
import type { HistoryLine } from '../wire.ts';

/** `detail` in the reader's words; of an end, a clock, a tier and a merge as it is sent. */
export type HistoryText = (line: HistoryLine) => string;
