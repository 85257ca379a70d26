import type { Deal } from "../account/things";

/** "1,044.50 USD" */
export function moneyText({ value, currency }: Pick<Deal, "value" | "currency">): string {
  const amount = value.toLocaleString("en", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `${amount} ${currency.toUpperCase()}`;
}
