import { useShell } from "../shell/context";
import { useTitle } from "../shell/title";

export function NotFound() {
  const { text } = useShell();
  useTitle(text.notFound.title);
  return (
    <div class="page narrow">
      <h1>{text.notFound.title}</h1>
      <p>{text.notFound.text}</p>
      <p>
        <a href="/">{text.notFound.home}</a>
      </p>
    </div>
  );
}
