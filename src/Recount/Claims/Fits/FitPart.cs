using Recount.Fitting;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Fits;

/// <summary>Reads the parts that claims about fits have in common: the fit, its rows, a quantity, a vector, other fits.</summary>
internal static class FitPart
{
    /// <summary>The choice of rows that a claim makes among those of a fit's data.</summary>
    internal static Shape Where { get; } = new Shape.MapOf("Only rows of its data whose cell is this word; {column} stands for a cell of the claim's row.", new Shape.Text("A word."));

    /// <summary>A fit by its name; null where there is none, which is said, or where it has a mistake of its own.</summary>
    internal static DeclaredFit? Named(Draft draft, YamlNode.Scalar name)
    {
        if (!draft.Scope.Fits.TryGetValue(name.Text, out var fit))
        {
            draft.Diagnostics.Add(Mistakes.UnknownWhat(name.At, "fit", name.Text, draft.Scope.Fits.Keys, "Fits"));
        }

        return fit;
    }

    /// <summary>Fits that may explain a miss: of the same parameters, and with the same words to choose rows by.</summary>
    internal static IReadOnlyList<DeclaredFit?> Explaining(Draft draft, DeclaredFit fit, YamlNode.Mapping node)
    {
        var others = new List<DeclaredFit?>();
        foreach (var name in (node["explained-by"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>() ?? [])
        {
            var other = Named(draft, name);
            others.Add(other);
            if (other is not null && !other.Parameters.Select(p => p.Name).SequenceEqual(fit.Parameters.Select(p => p.Name)))
            {
                draft.Diagnostics.Add(Mistakes.NotForThisFit(name.At, $"'{Plain.Short(other.Name)}' has other parameters than '{Plain.Short(fit.Name)}'",
                    "What it gives could not be compared."));
            }
            else if (other is not null)
            {
                Words(draft, other, node["where"] as YamlNode.Mapping);
            }
        }

        return others;
    }

    /// <summary>Says where a fit cannot tell an uncertainty in this way.</summary>
    /// <param name="quantity">What it would be of; null: a vector.</param>
    internal static void CheckWay(Draft draft, DeclaredFit fit, UncertaintyBy by, Expression? quantity, Text.Place at)
    {
        if (by is UncertaintyBy.Bootstrap or UncertaintyBy.Bca && fit.Resampling is null)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(at, $"the fit '{fit.Name}' declares no bootstrap", "Add 'bootstrap:' to it, with draws and seed."));
        }

        if (by == UncertaintyBy.Profile && !(quantity is Expression.Input { Index: var i } && i < fit.Parameters.Count && fit.Parameters[i].Fixed is null))
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(at, "a profile is that of a single parameter that is searched", "Use sandwich, curvature or bootstrap for anything else."));
        }

        if (by == UncertaintyBy.Curvature && fit.Loss is Loss.Huber or Loss.Absolute)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(at, "only the curvature of a likelihood tells a covariance: of squares, or of huber-likelihood", "Use sandwich."));
        }
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

        var free = fit.Parameters.Count(p => p.Fixed is null);
        if (where is not null && words.Count > 0 && fit.Data.Table is not null && FitRows.Of(fit, words).Rows is var rows && rows <= free)
        {
            draft.Diagnostics.Add(Mistakes.TooFewRows(where.At, rows, free));
        }

        return words;
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
