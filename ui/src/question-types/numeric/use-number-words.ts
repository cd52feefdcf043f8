import { useIntl } from 'react-intl';

/** A number as people of the language write it; a year is no quantity of thousands, so four digits stay together. */
export function useNumberWords(): (value: number) => string {
  const { formatNumber } = useIntl();
  return (value) => {
    const useGrouping = Math.abs(value) >= 10_000;
    return formatNumber(value, { maximumFractionDigits: 6, useGrouping });
  };
}
