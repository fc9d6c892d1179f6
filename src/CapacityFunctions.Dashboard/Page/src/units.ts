const format = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

export const exactUnits = (value: number | null): string => (value === null ? '' : format.format(value));
