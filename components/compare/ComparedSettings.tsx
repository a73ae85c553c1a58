import { type ComparedSetting, comparedSettings } from "../../lib/web/comparison/settings.ts";
import type { ComparedModel } from "../../lib/web/comparison/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { ComparedHead } from "./ComparedHead.tsx";

/** The settings that tell the models apart; the common ones behind a toggle. */
export function ComparedSettings({ models }: { models: ComparedModel[] }) {
  const settings = comparedSettings(models);
  const different = settings.filter(({ differs }) => differs);
  const common = settings.filter(({ differs }) => !differs);
  return (
    <div class="stack">
      {different.length > 0
        ? <SettingTable label="Settings that differ" models={models} settings={different} />
        : <p>All settings are the same.</p>}
      {common.length > 0 && (
        <details>
          <summary>Common settings ({common.length})</summary>
          <SettingTable label="Common settings" models={models.slice(0, 1)} settings={common} all />
        </details>
      )}
    </div>
  );
}

interface SettingTableProps {
  label: string;
  models: ComparedModel[];
  settings: ComparedSetting[];
  /** Every model has the value of the only column. */
  all?: boolean;
}

function SettingTable({ label, models, settings, all = false }: SettingTableProps) {
  return (
    <ScrollTable label={label}>
      {all
        ? (
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">All models</th>
            </tr>
          </thead>
        )
        : <ComparedHead models={models} first="Setting" />}
      <tbody>
        {settings.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row" class="nowrap">{name}</th>
            {models.map(({ result }, index) => (
              <td key={result.model} class={all ? "name-cell" : "name-cell compared-value"}>
                {values[index] ?? (
                  <span class="muted">{name.startsWith("Parameter ") ? "n/a" : "none"}</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
