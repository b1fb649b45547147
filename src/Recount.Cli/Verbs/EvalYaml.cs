using System.Globalization;
using System.Text;
using Recount.Claims.Evaluations;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Text.Yaml;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary>An evaluation under many formats as a spec: what was run, and a claim for what came out of the reference and of the format that is farthest from it.</summary>
internal static class EvalYaml
{
    /// <param name="beside">The folder, absolute, in which the spec will lie.</param>
    public static string Render(EvalOptions.Line line, DeclaredEvaluation evaluation, GridSummary summary, string beside)
    {
        var name = YamlQuote.Of(evaluation.Task.Name);
        var (items, own) = (evaluation.Items.Items!, Presets.Task(line.Task) is null);
        var isRemote = line.From!.StartsWith("https://", StringComparison.Ordinal);
        var (data, model) = (isRemote ? line.From : Below(beside, line.From), Below(beside, line.Model));
        List<string> moved = [.. (isRemote ? [model] : new[] { data, model }).Where(p => !Path.Exists(Path.Combine(beside, p)))];
        var yaml = new StringBuilder();
        if (moved.Count > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"# Put {string.Join(" and ", moved)} beside this file: a spec reads what lies below its folder.\n");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"recount: 1\npaper: {{ title: {YamlQuote.Of($"{evaluation.Task.Name} by {evaluation.Models[0].Says}")} }}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"items:\n  {name}:\n    {(isRemote ? $"url: {line.From}\n    sha256: {items.Sha256}" : $"file: {YamlQuote.Of(data)}")}\n");
        Entries(yaml, ("id", line.Id), ("limit", Whole(line.Limit)));
        if (line.Columns is { } columns)
        {
            var pairs = columns.Split(',').Select(c => c.Split('=', 2)).Select(c => $"{YamlQuote.Of(c[0].Trim())}: {YamlQuote.Of(c[1].Trim())}");
            yaml.Append(CultureInfo.InvariantCulture, $"    columns: {{ {string.Join(", ", pairs)} }}\n");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"models:\n  model: {{ folder: {YamlQuote.Of(model)}, called: {YamlQuote.Of(evaluation.Models[0].Says)} }}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"evaluations:\n  {name}:\n    model: model\n    items: {name}\n");
        if (line.Classes.Count > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    classes: [{string.Join(", ", line.Classes.Select(YamlQuote.Of))}]\n");
        }

        Entries(yaml, ("gold", own ? evaluation.Task.Gold : null), ("join", line.Join == "lm-eval" ? null : line.Join), ("max-length", Whole(line.MaxLength)));
        yaml.Append(CultureInfo.InvariantCulture, $"    formats:\n      reference: {YamlQuote.Of(evaluation.Grid.Reference)}\n      also:\n");
        foreach (var format in evaluation.Grid.Formats)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"        - {{ name: {YamlQuote.Of(format.Name)}");
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

    // Where it lies below the spec, the way there; else its name, since it has to be put there.
    private static string Below(string folder, string path) => Path.GetFullPath(path) is var full && Links.IsBelow(folder, full)
        ? Path.GetRelativePath(folder, full).Replace('\\', '/') : Path.GetFileName(Path.TrimEndingDirectorySeparator(full));

    private static void Entries(StringBuilder yaml, params (string Key, string? Value)[] entries)
    {
        foreach (var (key, value) in entries.Where(e => e.Value is not null))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    {key}: {YamlQuote.Of(value!)}\n");
        }
    }

    private static void Claim(StringBuilder yaml, string id, string format, string? above, string of, string published)
    {
        var asked = $"of: {of}, format: {YamlQuote.Of(format)}{(above is null ? "" : $", above: {YamlQuote.Of(above)}")}";
        yaml.Append(CultureInfo.InvariantCulture, $"  - id: {id}\n    says: \"What was measured\"\n    published: {YamlQuote.Of(published)}\n    evaluation: {{ {asked} }}\n");
    }

    private static string? Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    // Not "-0.0": a negative number that prints as nothing is nothing.
    private static string Points(double share) => (Math.Round(100 * share, 1, MidpointRounding.AwayFromZero) + 0.0).ToString("0.0", CultureInfo.InvariantCulture);
}
