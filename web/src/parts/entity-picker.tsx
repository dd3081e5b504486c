// A field that suggests entities while one types: a combobox of the ARIA practices.

import { useEffect, useId, useState } from "preact/hooks";
import { getEntities, type ListedEntity } from "../api";
import { useShell } from "../shell/context";

interface EntityPickerProps {
  label: string;
  value: string;
  /** Called with each text typed, where a name alone is as good as a choice. */
  onType?: (name: string) => void;
  onPick: (entity: ListedEntity) => void;
  required?: boolean;
  hint?: string;
}

export function EntityPicker({ label, value, onType, onPick, required = false, hint }: EntityPickerProps) {
  const { text } = useShell();
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [found, setFound] = useState<ListedEntity[]>([]);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  useEffect(() => setTyped(value), [value]);

  useEffect(() => {
    if (!open || typed.trim() === "") {
      setFound([]);
      return;
    }
    const control = new AbortController();
    const timer = setTimeout(() => {
      getEntities({ q: typed.trim(), limit: 8 }, control.signal).then(
        (page) => {
          setFound(page.items);
          setActive(-1);
        },
        () => setFound([]),
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [typed, open]);

  const pick = (entity: ListedEntity) => {
    setTyped(entity.name);
    setOpen(false);
    onPick(entity);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((now) => (found.length === 0 ? -1 : (now + step + found.length) % found.length));
    } else if (event.key === "Enter" && open) {
      const entity = found[Math.max(active, 0)];
      if (entity === undefined || (active < 0 && onType)) return;
      event.preventDefault();
      pick(entity);
    }
  };
  const shown = open && found.length > 0;
  return (
    <div class="picker">
      <label for={id}>
        {label}
        {required && <span class="muted"> ({text.query.required})</span>}
      </label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={hint ?? text.picker.placeholder}
        value={typed}
        required={required}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          onType?.(event.currentTarget.value);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={keys}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="suggestions" hidden={!shown}>
        {found.map((entity, index) => (
          <li
            key={entity.iri}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // The press would take the focus from the field, which closes the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(entity)}
          >
            <span lang="fr">{entity.name}</span>
            <span class="muted">
              {text.kind[entity.kind]} · {entity.facts}
            </span>
          </li>
        ))}
      </ul>
      <span class="hidden" aria-live="polite">
        {shown ? text.picker.found(found.length) : ""}
      </span>
    </div>
  );
}
