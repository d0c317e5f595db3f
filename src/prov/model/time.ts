const DATE_TIME =
  /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** Tell whether a text is an `xsd:dateTime`, its numbers within their ranges. */
export function isDateTime(text: string): boolean {
  const parts = DATE_TIME.exec(text);
  if (!parts) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  if (month! < 1 || month! > 12 || day! < 1 || day! > daysIn(year!, month!))
    return false;
  if (hour === 24) return minute === 0 && second === 0 && !Number(parts[7] ?? 0);
  return hour! < 24 && minute! < 60 && second! < 60 && isZone(parts[8]);
}

function isZone(zone = "Z"): boolean {
  if (zone === "Z") return true;
  const [hours, minutes] = zone.slice(1).split(":").map(Number);
  return hours! < 14 ? minutes! < 60 : hours === 14 && minutes === 0;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * Return one text for equal instants: in UTC, without needless zeros. A time without
 * a zone stays without; it equals no time that has one.
 */
export function canonicalTime(text: string): string {
  const parts = DATE_TIME.exec(text);
  if (!parts) return text;
  const [, year, month, day, hour, minute, second, fraction = "", zone] = parts;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute) - offsetMinutes(zone), Number(second));
  const rest = fraction.replace(/\.?0*$/, "");
  return date.toISOString().slice(0, -5) + rest + (zone === undefined ? "" : "Z");
}

/** Return the instant in milliseconds; a time without a zone is taken as UTC. */
export function instantOf(text: string): number {
  const canonical = canonicalTime(text);
  return Date.parse(canonical.endsWith("Z") ? canonical : `${canonical}Z`);
}

function offsetMinutes(zone = "Z"): number {
  if (zone === "Z") return 0;
  const [hours, minutes] = zone.slice(1).split(":").map(Number);
  return (zone.startsWith("-") ? -1 : 1) * (hours! * 60 + minutes!);
}
