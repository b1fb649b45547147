using System.Text;
using Recount.Claims;
using Recount.Quantities.Expressions;
using Recount.Specs;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Audits.Fits;

/// <summary>A fit of a table that somebody asks for without a spec: it becomes the part of a spec that declares it, which is then read like any other.</summary>
/// <param name="File">The name of the table's file.</param>
/// <param name="Columns">Columns that follow from others, by formulas.</param>
/// <param name="Where">Words that a row must have.</param>
/// <param name="Log">Parameters that are searched by their logarithm, whatever they look like; likewise <paramref name="Linear"/>.</param>
/// <param name="Bootstrap">Resamples for the intervals; null: profiles.</param>
public sealed record FitQuestion(
    string File, string Model, string Observed, IReadOnlyList<(string Name, string Formula)> Columns, IReadOnlyList<(string Column, string Word)> Where, string? Keep,
    bool LogResiduals, string Loss, IReadOnlyList<string> Log, IReadOnlyList<string> Linear, IReadOnlyList<(string Name, string Value)> Fixed, int? Bootstrap)
{
    /// <summary>What the data set and the fit are called in the spec.</summary>
    public const string Data = "runs", Fit = "law";

    /// <summary>Where mistakes in what was asked are placed.</summary>
    public const string Place = "(this fit as a spec)";

    /// <summary>The spec; its mistakes stand in <see cref="Yaml"/>, but for those of the model's form, which stand in the model.</summary>
    /// <param name="table">The text of the table's file.</param>
    public Spec? Read(SourceText table, Diagnostics diagnostics) =>
        FormulaReader.Parse(new(new SourceText("(the model)", Model).At(1, 1), Model, false, true), diagnostics) is null ? null : SpecReader.Read(
        new(Place, $"recount: 1\npaper: {{ title: {YamlQuote.Of(File)}, fictional: true }}\n{Yaml(table)}claims:\n" +
            $"  - {{ id: rows, says: rows, published: \"0\", fit: {{ of: {Fit}, as: rows }} }}\n"),
        _ => (table, null), diagnostics);

    /// <summary>The part of a spec that declares the data and the fit.</summary>
    public string Yaml(SourceText table)
    {
        var yaml = new StringBuilder("data:\n").Append($"  {Data}:\n    file: {YamlQuote.Of(File)}\n");
        Map(yaml, "columns", Columns);
        Map(yaml, "where", Where);
        yaml.Append(Keep is null ? "" : $"    keep: {YamlQuote.Of(Keep)}\n");
        yaml.Append($"fits:\n  {Fit}:\n    data: {Data}\n    model: {YamlQuote.Of(Model)}\n    observed: {YamlQuote.Of(Observed)}\n");
        yaml.Append($"    residuals: {(LogResiduals ? "log" : "linear")}\n    loss: " +
            $"{(Loss.Contains(':', StringComparison.Ordinal) ? $"{{ {Loss.Replace(":", ": ", StringComparison.Ordinal)} }}" : Loss)}\n");
        yaml.Append("    parameters:\n");
        foreach (var (name, isLog) in Parameters(table))
        {
            var held = Fixed.FirstOrDefault(f => f.Name == name).Value;
            yaml.Append($"      {name}: {{ search: {(isLog ? "log" : "linear")}{(held is null ? "" : $", fixed: {YamlQuote.Of(held)}")} }}\n");
        }

        yaml.Append(Bootstrap is { } draws ? $"    bootstrap: {{ draws: {draws}, seed: 1 }}\n" : "");
        return yaml.ToString();
    }

    /// <summary>Names that were said to be parameters and stand in the model as none.</summary>
    public IReadOnlyList<string> Strangers(SourceText table)
    {
        var parameters = Parameters(table).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Log.Concat(Linear).Concat(Fixed.Select(f => f.Name)).Where(n => !parameters.Contains(n))];
    }

    // Names of the model that are no columns. What stands in an exponent is searched by its value, a factor by its logarithm.
    private IEnumerable<(string Name, bool IsLog)> Parameters(SourceText table)
    {
        if (Formula.Parse(Model, out _) is not { } model)
        {
            return [];
        }

        var columns = CsvText.Read(table, new Diagnostics()).Header.Select(h => h.Text).Concat(Columns.Select(c => c.Name)).ToHashSet(StringComparer.Ordinal);
        var exponents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in model.Terms.SelectMany(t => t.Nodes()))
        {
            var inside = node switch
            {
                Expression.Binary { Operator: '^' } power => power.Right,
                Expression.Call { Function: "exp" } exp => exp.Arguments[0],
                _ => null,
            };
            exponents.UnionWith(inside is null ? [] : Names(inside));
        }

        return model.Terms.SelectMany(Names).Where(n => !columns.Contains(n)).Distinct(StringComparer.Ordinal)
            .Select(n => (n, Log.Contains(n) || (!Linear.Contains(n) && !exponents.Contains(n))));
    }

    private static IEnumerable<string> Names(Expression expression) => expression.Nodes().OfType<Expression.Reference>().Select(r => r.Name);

    private static void Map(StringBuilder yaml, string key, IReadOnlyList<(string Name, string Value)> entries)
    {
        if (entries.Count > 0)
        {
            yaml.Append($"    {key}: {{ {string.Join(", ", entries.Select(e => $"{YamlQuote.Of(e.Name)}: {YamlQuote.Of(e.Value)}"))} }}\n");
        }
    }
}
