// A named question with its parameters.

import { useEffect, useState } from "preact/hooks";
import type { NamedQuery, QueryParameter } from "../api";
import { EntityPicker } from "../parts/entity-picker";
import { useEntityName } from "../parts/entity-name";
import { baseIri, labelOf, useShell } from "../shell/context";
import { capital } from "../text/format";
import { shorten } from "../text/prefixes";

interface QueryFormProps {
  query: NamedQuery;
  values: Record<string, string>;
  onRun: (values: Record<string, string>) => void;
  onShow: () => void;
}

export function QueryForm({ query, values, onRun, onShow }: QueryFormProps) {
  const { text, language } = useShell();
  const words = text.query;
  const [typed, setTyped] = useState(values);
  useEffect(() => setTyped(values), [query.name, JSON.stringify(values)]);
  const parameters = [...query.parameters].sort((a, b) => Number(b.required) - Number(a.required));
  const change = (name: string) => (value: string) => setTyped((now) => ({ ...now, [name]: value }));
  return (
    <form
      class="query-form"
      onSubmit={(event) => {
        event.preventDefault();
        onRun(typed);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onRun(typed);
      }}
    >
      <h2>{query.question[language]}</h2>
      {query.parameters.length > 0 && (
        <div class="filters">
          {parameters.map((parameter) => (
            <Parameter
              key={parameter.name}
              parameter={parameter}
              value={typed[parameter.name] ?? ""}
              onChange={change(parameter.name)}
            />
          ))}
        </div>
      )}
      <p class="actions">
        <button type="submit" class="button primary">
          {words.run}
        </button>
        <button type="button" class="button" onClick={onShow}>
          {words.show}
        </button>
      </p>
      <details class="columns-note">
        <summary>{words.columns}</summary>
        <p lang="en">{query.columns}</p>
      </details>
    </form>
  );
}

interface ParameterProps {
  parameter: QueryParameter;
  value: string;
  onChange: (value: string) => void;
}

interface EntityParameterProps extends ParameterProps {
  label: string;
  hint: string | undefined;
}

/** A name as it is typed, or the IRI of what was chosen, which is shown by its name. */
function EntityParameter({ parameter, label, hint, value, onChange }: EntityParameterProps) {
  const base = baseIri(useShell());
  const isIri = /^https?:/.test(value);
  const name = useEntityName(isIri ? value : "");
  return (
    <EntityPicker
      label={label}
      value={isIri ? name || shorten(value, base) : value}
      required={parameter.required}
      hint={hint}
      onType={onChange}
      onPick={(entity) => onChange(entity.iri)}
    />
  );
}

function Parameter({ parameter, value, onChange }: ParameterProps) {
  const shell = useShell();
  const { text, language } = shell;
  const label = capital(parameter.meaning[language]);
  const example = parameter.example === null ? undefined : text.query.example(parameter.example);
  if (parameter.kind === "entity") {
    return <EntityParameter parameter={parameter} label={label} hint={example} value={value} onChange={onChange} />;
  }
  const name = (
    <span>
      {label}
      {parameter.required && <span class="muted"> ({text.query.required})</span>}
    </span>
  );
  if (parameter.kind === "type") {
    const types = [...shell.types.values()].sort((a, b) => a.label[language].localeCompare(b.label[language], language));
    return (
      <label>
        {name}
        <select value={value} required={parameter.required} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{text.query.anyType}</option>
          {types.map((type) => (
            <option key={type.name} value={type.name}>
              {capital(labelOf(shell, type.name))}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const field = {
    value,
    required: parameter.required,
    onInput: (event: Event) => onChange((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <label>
      {name}
      {parameter.kind === "date" ? (
        <input type="date" {...field} />
      ) : parameter.kind === "number" ? (
        <input type="number" {...field} />
      ) : parameter.kind === "share" ? (
        <input type="number" min="0" max="1" step="0.05" {...field} />
      ) : (
        <input type="text" placeholder={example} {...field} />
      )}
    </label>
  );
}
