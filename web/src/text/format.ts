// Dates, shares and IRIs as people read them.

import type { Language } from "../api";

/** A day, month or year of the form 2024-07-29, 2024-07 or 2024. */
export function formatDate(date: string, language: Language): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (match === null) return date;
  const [, year, month, day] = match;
  if (month === undefined) return date;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  return at.toLocaleDateString(language === "fr" ? "fr-FR" : "en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    ...(day === undefined ? {} : { day: "numeric" }),
  });
}

export const formatShare = (share: number, language: Language): string =>
  share.toLocaleString(language, { style: "percent", maximumFractionDigits: 0 });

export const formatNumber = (number: number, language: Language): string => number.toLocaleString(language);

export const capital = (text: string): string => {
  const [first = ""] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
};
