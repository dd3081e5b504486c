import { useShell } from "../shell/context";
import { formatDate } from "../text/format";

export function Day({ date }: { date: string }) {
  const { language } = useShell();
  return <time dateTime={date}>{formatDate(date, language)}</time>;
}
