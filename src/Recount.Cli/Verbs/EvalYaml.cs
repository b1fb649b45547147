using System.Globalization;
using System.Text;
using Recount.Claims.Evaluations;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Text.Yaml;

namespace Recount.Cli.Verbs;

/// <summary>An evaluation under many formats as a spec: what was run, and a claim for what came out of the reference and of the format that is farthest from it.</summary>
internal static class EvalYaml
{
    public static string Render(EvalOptions.Line line, DeclaredEvaluation evaluation, GridSummary summary)
    {
        var name = evaluation.Task.Name;
        var items = evaluation.Items.Items!;
        var yaml = new StringBuilder($"recount: 1\npaper: {{ title: {YamlQuote.Of($"{name} by {evaluation.Models[0].Says}")} }}\n");
        var from = line.From!.StartsWith("https://", StringComparison.Ordinal) ? $"url: {line.From}\n    sha256: {items.Sha256}" : $"file: {YamlQuote.Of(line.From)}";
        yaml.Append(CultureInfo.InvariantCulture, $"items:\n  {name}:\n    {from}\n");
        foreach (var (key, value) in new[] { ("id", line.Id), ("limit", line.Limit?.ToString(CultureInfo.InvariantCulture)) }.Where(k => k.Item2 is not null))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    {key}: {YamlQuote.Of(value!)}\n");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"models:\n  model: {{ folder: {YamlQuote.Of(line.Model)} }}\nevaluations:\n  {name}:\n    model: model\n    items: {name}\n");
        if (line.Classes.Count > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    classes: [{string.Join(", ", line.Classes.Select(YamlQuote.Of))}]\n");
        }

        (string, string?)[] how = [("gold", line.Gold), ("join", line.Join == "lm-eval" ? null : line.Join), ("max-length", line.MaxLength?.ToString(CultureInfo.InvariantCulture))];
        foreach (var (key, value) in how.Where(k => k.Item2 is not null))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    {key}: {YamlQuote.Of(value!)}\n");
        }

        yaml.Append("    formats:\n");
        foreach (var format in evaluation.Grid.Formats)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"      - {{ name: {YamlQuote.Of(format.Name)}");
            foreach (var said in format.Said.Where(s => s.Key is not ("source" or "status" or "note")).GroupBy(s => s.Key))
            {
                var values = said.Select(s => YamlQuote.Of(s.Text)).ToList();
                yaml.Append(CultureInfo.InvariantCulture, $", {said.Key}: {(values.Count > 1 || FormatKey.Of(said.Key)!.IsParted ? $"[{string.Join(", ", values)}]" : values[0])}");
            }

            yaml.Append(" }\n");
        }

        yaml.Append("claims:\n");
        Claim(yaml, "reference", evaluation.Grid.Reference, null, name, Points(summary.Scores[summary.Reference].Mean) + " %");
        if (summary.Others.MaxBy(o => Math.Abs(o.Difference)) is { } farthest)
        {
            Claim(yaml, "farthest", summary.Matrix.Formats[farthest.Format], evaluation.Grid.Reference, name, Points(farthest.Difference) + " points");
        }

        return yaml.ToString();
    }

    private static void Claim(StringBuilder yaml, string id, string format, string? above, string of, string published)
    {
        var asked = $"of: {of}, format: {YamlQuote.Of(format)}{(above is null ? "" : $", above: {YamlQuote.Of(above)}")}";
        yaml.Append(CultureInfo.InvariantCulture, $"  - id: {id}\n    says: \"What was measured\"\n    published: {YamlQuote.Of(published)}\n    evaluation: {{ {asked} }}\n");
    }

    private static string Points(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
