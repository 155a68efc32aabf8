// Wednesday, 18 November 2026, noon in Moscow: the day on which the flow tests happen.
export const SAMPLE_NOW = new Date('2026-11-18T12:00:00+03:00');
