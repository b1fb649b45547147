using Recount.Fitting;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Fits;

/// <summary>Reads <c>fit: { of: approach-3, gives: beta / (alpha + beta) }</c>.</summary>
internal static class FitKind
{
    /// <summary>The choice of rows that a claim makes among those of a fit's data.</summary>
    internal static Shape Where { get; } = new Shape.MapOf("Only rows of its data whose cell is this word; {column} stands for a cell of the claim's row.", new Shape.Text("A word."));

    public static Kind Kind { get; } = new(
        "fit",
        new Shape.Mapping("a fit's claim", "A number that a fit gives, to hold against 'published'.",
        [
            new("of", new Shape.Text("The fit."), true),
            new("where", Where),
            new("gives", new Shape.Text("A quantity: a formula over the parameters of the fit.")),
            new("called", new Shape.Text("What sentences call the quantity, where its formula is long.")),
            new("as", new Shape.Word($"What is asked for: {string.Join("; ", Asked.All.Select(a => $"{a.Word}, {a.Meaning}"))}.", [.. Asked.All.Select(a => a.Word)])),
            new("by", new Shape.Word($"Where the uncertainty comes from: {string.Join("; ", Asked.Ways.Select(w => $"{w.Word}, {w.Meaning}"))}.", [.. Asked.Ways.Select(w => w.Word)])),
            new("level", new Shape.Text("Of an interval; 95 % when left out.")),
            new("against", new Shape.Text("A vector of the fit: what is tested, or where the objective is taken.")),
            new("estimate", new Shape.Text("A vector of the fit that stands for its optimum.")),
            new("target", new Shape.Text("For a sample size: the width that the interval should have.")),
            new("explained-by", new Shape.ListOf("Fits by other procedures that may explain a miss.", new Shape.Text("A fit."))),
        ]),
        Read);

    private static FitMeasure? Read(Draft draft)
    {
        draft.AskForPublished();
        if (draft.Node is not YamlNode.Mapping node || node.Text("of") is not { } of)
        {
            return null;
        }

        var mark = draft.Diagnostics.Mark;
        var fit = Named(draft, of);
        var others = (node["explained-by"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>().Select(t => Named(draft, t)).ToList() ?? [];
        var level = Level(draft, node.Text("level"));
        if (fit is null)
        {
            return null;
        }

        var words = Words(draft, fit, node["where"] as YamlNode.Mapping);
        var asked = node.Text("as") is { } word ? Asked.All.FirstOrDefault(a => a.Word == word.Text).For : AskedFor.Estimate;
        var by = node.Text("by") is { } way ? Asked.Ways.FirstOrDefault(w => w.Word == way.Text).By
            : fit.Resampling is not null && asked.NeedsUncertainty() ? UncertaintyBy.Bootstrap : UncertaintyBy.Sandwich;
        var quantity = Quantity(draft, fit, node, asked, out var numbers);
        var vector = Vector(draft, fit, node, asked);
        var estimate = node.Text("estimate") is { } stands ? Vector(draft, fit, stands) : null;
        if (by is UncertaintyBy.Bootstrap or UncertaintyBy.Bca && fit.Resampling is null && (asked.NeedsUncertainty() || node["by"] is not null))
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(node.Text("by")?.At ?? of.At, $"the fit '{fit.Name}' declares no bootstrap", "Add 'bootstrap:' to it, with draws and seed."));
        }

        if (by == UncertaintyBy.Profile && quantity is not Expression.Input && asked.NeedsUncertainty())
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(node.Text("by")!.At, "a profile is that of a single parameter", "Use sandwich, curvature or bootstrap for a formula."));
        }

        if (by == UncertaintyBy.Curvature && fit.Loss is Loss.Huber or Loss.Absolute && asked.NeedsUncertainty() && node.Text("by") is { Text: "curvature" } curvature)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(curvature.At, "only the curvature of a likelihood tells a covariance: of squares, or of huber-likelihood", "Use sandwich."));
        }

        var target = node.Text("target") is { } width ? DataTable.Number(width.Text) : null;
        if (asked == AskedFor.SampleSize && target is not > 0)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(node.Text("target")?.At ?? of.At, "a sample size needs the 'target' width of the interval, such as 0.001"));
        }

        return draft.Diagnostics.Mark > mark || others.Contains(null) || (draft.Publishes && draft.Published is null) ? null
            : new(fit, words, quantity, Called(draft, node), asked, by, level, vector, estimate, target ?? 0, [.. others.Select(o => o!)], numbers, draft.Published);
    }

    /// <summary>A fit by its name; null where there is none, which is said, or where it has a mistake of its own.</summary>
    internal static DeclaredFit? Named(Draft draft, YamlNode.Scalar name)
    {
        if (!draft.Scope.Fits.TryGetValue(name.Text, out var fit))
        {
            draft.Diagnostics.Add(Mistakes.UnknownWhat(name.At, "fit", name.Text, draft.Scope.Fits.Keys, "Fits"));
        }

        return fit;
    }

    /// <summary>A level such as 95 %; 0.95 where none is given.</summary>
    internal static double Level(Draft draft, YamlNode.Scalar? text)
    {
        var level = text is null ? 0.95 : Share(text.Text);
        if (level is > 0 and < 1)
        {
            return level.Value;
        }

        draft.Diagnostics.Add(Mistakes.NoFreeNumber(text!.At, "level", text.Text, "95 %"));
        return 0.95;
    }

    /// <summary>A number, with or without a percent sign; null when the text is none.</summary>
    internal static double? Share(string text)
    {
        var isPercent = text.TrimEnd().EndsWith('%');
        return DataTable.Number(text.TrimEnd().TrimEnd('%').TrimEnd()) / (isPercent ? 100 : 1);
    }

    /// <summary>The words that choose among the rows of a fit, the cells of the claim's row put in.</summary>
    internal static IReadOnlyList<(string Column, string Word)> Words(Draft draft, DeclaredFit fit, YamlNode.Mapping? where)
    {
        var words = new List<(string, string)>();
        foreach (var (column, value) in where?.Entries ?? [])
        {
            if (value is not YamlNode.Scalar text || Template.Fill(text.Text, draft.Scope, text.At, draft.Diagnostics, out _) is not { } word)
            {
                continue;
            }

            if (fit.Data.Table is { } table && table.Texts(column.Text) is not { } texts)
            {
                draft.Diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, fit.Data.Name, table.Columns));
            }
            else if (fit.Data.Table?.Texts(column.Text) is { } known && known.All(t => t.Text != word))
            {
                draft.Diagnostics.Add(Mistakes.UnknownRow(text.At, word, fit.Data.Name, known.Select(k => k.Text).Distinct()));
            }
            else
            {
                words.Add((column.Text, word));
            }
        }

        return words;
    }

    // The quantity as an expression: parameters first, then printed numbers.
    private static Expression? Quantity(Draft draft, DeclaredFit fit, YamlNode.Mapping node, AskedFor asked, out IReadOnlyList<PrintedNumber> numbers)
    {
        numbers = [];
        if (node.Text("gives") is not { } gives)
        {
            if (asked.NeedsQuantity())
            {
                draft.Diagnostics.Add(Mistakes.MissingKey(node.At, "a fit's claim", "gives", "A quantity: a formula over the parameters of the fit."));
            }

            return null;
        }

        return Quantity(draft, fit, gives, out numbers);
    }

    /// <summary>What sentences call the quantity: its name or its formula, the cells of the claim's row put in.</summary>
    internal static string Called(Draft draft, YamlNode.Mapping node) => (node.Text("called") ?? node.Text("gives")) is { } text
        ? Template.Fill(text.Text, draft.Scope, text.At, new Diagnostics(), out _) ?? text.Text : "";

    /// <summary>A formula over parameters of a fit and printed numbers; null when it has a mistake in it.</summary>
    internal static Expression? Quantity(Draft draft, DeclaredFit fit, YamlNode.Scalar gives, out IReadOnlyList<PrintedNumber> numbers)
    {
        var used = new List<PrintedNumber>();
        numbers = used;
        var text = gives with { Text = Template.Fill(gives.Text, draft.Scope, gives.At, draft.Diagnostics, out _) ?? "" };
        if (draft.Parse(text) is not { } formula)
        {
            return null;
        }

        if (formula.IsComparison)
        {
            draft.Diagnostics.Add(Mistakes.Formula(text.At, "one number is needed here, not a comparison"));
            return null;
        }

        return FormulaReader.Resolve(formula.Terms[0], text, draft.Diagnostics, reference =>
        {
            if (fit.IndexOf(reference.Name) is { } parameter)
            {
                return parameter;
            }

            if (!draft.Scope.Values.TryGetValue(reference.Name, out var value))
            {
                draft.Diagnostics.Add(Mistakes.UnknownOf(
                    text.Part(reference.Offset, reference.Length), "parameter of this fit and no value", reference.Name,
                    fit.Parameters.Select(p => p.Name).Concat(draft.Scope.Values.Keys), "Parameters and values"));
                return null;
            }

            used.Add(value);
            return fit.Parameters.Count + used.Count - 1;
        });
    }

    private static DeclaredVector? Vector(Draft draft, DeclaredFit fit, YamlNode.Mapping node, AskedFor asked)
    {
        if (node.Text("against") is { } name)
        {
            return Vector(draft, fit, name);
        }

        if (asked.NeedsVector())
        {
            draft.Diagnostics.Add(Mistakes.MissingKey(node.At, "a fit's claim", "against", "A vector of the fit."));
        }

        return null;
    }

    /// <summary>A vector of a fit by its name; null where there is none, which is said.</summary>
    internal static DeclaredVector? Vector(Draft draft, DeclaredFit fit, YamlNode.Scalar name)
    {
        if (fit.Vectors.TryGetValue(name.Text, out var vector))
        {
            return vector;
        }

        draft.Diagnostics.Add(Mistakes.UnknownOf(name.At, $"vector of the fit '{Plain.Short(fit.Name)}'", name.Text, fit.Vectors.Keys, "Vectors"));
        return null;
    }
}
