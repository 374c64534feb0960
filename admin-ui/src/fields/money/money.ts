export const periods = ['hour', 'month', 'year', 'once'] as const;

export interface Money {
  min?: number;
  max?: number;
  currency?: string;
  per?: (typeof periods)[number];
  note?: string;
}
