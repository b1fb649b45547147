using Recount.Claims.Fits;
using Recount.Fitting.Models;
using Recount.Printed;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Extrapolation;

/// <summary>Reads <c>extrapolation: { of: approach-3, over: C, cut-offs: [1e19, 1e20] }</c>: one finding per cut-off.</summary>
internal static class ExtrapolationKind
{
    public static Kind Kind { get; } = new(
        "extrapolation",
        new Shape.Mapping("an extrapolation", "Fits the smaller runs and holds the law against the larger ones, a finding per cut-off.",
        [
            new("of", new Shape.Text("The fit."), true),
            new("where", FitPart.Where),
            new("over", new Shape.Text("The column that says how large a run is: compute, size or tokens."), true),
            new("cut-offs", new Shape.ListOf("Rows up to each of these are fitted, those beyond are held out.", new Shape.Text("A number."))),
            new("hold-out", new Shape.ListOf("So many of the largest rows are held out.", new Shape.Text("A whole number."))),
            new("gives", new Shape.Text("A quantity that the claim is about: how it moves from cut-off to cut-off.")),
            new("called", new Shape.Text("What sentences call the quantity, where its formula is long.")),
            new("forms", new Shape.ListOf("Fits of other laws to the same data: what they make of the same rows.", new Shape.Text("A fit."))),
        ]),
        Read);

    private static IReadOnlyList<(string Part, Measure Measure)> Read(Draft draft)
    {
        var mark = draft.Diagnostics.Mark;
        if (draft.Publishes)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(draft.Key, "an extrapolation is held against no published number",
                "Leave 'published' out; an error that the paper prints is a claim of its own, with 'fit'."));
        }

        if (draft.Node is not YamlNode.Mapping node || node.Text("of") is not { } of || node.Text("over") is not { } over || FitPart.Named(draft, of) is not { } fit)
        {
            return [];
        }

        if (fit.Data.Table is { } table && !table.Columns.Contains(over.Text))
        {
            draft.Diagnostics.Add(Mistakes.UnknownColumn(over.At, over.Text, fit.Data.Name, table.Columns));
        }

        IReadOnlyList<PrintedNumber> numbers = [];
        var gives = node.Text("gives") is { } text ? FitPart.Quantity(draft, fit, text, out numbers) : null;
        var forms = (node["forms"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>().Select(t => Form(draft, fit, t)).ToList() ?? [];
        var cuts = Numbers(draft, node["cut-offs"]).Select(c => (Part: $"{over.Text} <= {c.Text}", Cut: new Cut(over.Text, c.Value, null)))
            .Concat(Numbers(draft, node["hold-out"]).Select(c => (Part: $"largest {c.Text}", Cut: new Cut(over.Text, null, (int)c.Value)))).ToList();
        if (cuts.Count == 0)
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(of.At, "an extrapolation needs a place to cut", "Add 'cut-offs: [1e19, 1e20]' or 'hold-out: [1, 2, 3]'."));
        }

        if (draft.Diagnostics.Mark > mark || forms.Contains(null))
        {
            return [];
        }

        var words = FitPart.Words(draft, fit, node["where"] as YamlNode.Mapping);
        foreach (var (_, cut) in cuts.Where(_ => fit.Data.Table is not null))
        {
            var (small, large) = cut.Of(FitRows.Of(fit, words));
            if (small.Rows <= fit.Parameters.Count(p => p.Fixed is null) || large.Rows == 0)
            {
                draft.Diagnostics.Add(Mistakes.CutsWrong(node["cut-offs"]?.At ?? node["hold-out"]!.At, cut.ToString(), small.Rows, large.Rows));
            }
        }

        return draft.Diagnostics.Mark > mark ? []
            : [.. cuts.Select(c => (c.Part, (Measure)new ExtrapolationMeasure(fit, words, c.Cut, gives, FitPart.Called(draft, node), [.. forms.Select(f => f!)], numbers)))];
    }

    private static DeclaredFit? Form(Draft draft, DeclaredFit fit, YamlNode.Scalar name)
    {
        var form = FitPart.Named(draft, name);
        if (form is not null && (form.Data.Name != fit.Data.Name || form.LogResiduals != fit.LogResiduals))
        {
            draft.Diagnostics.Add(Mistakes.NotForThisFit(name.At, $"'{Plain.Short(name.Text)}' fits other data or other residuals than '{Plain.Short(fit.Name)}'",
                "Errors of laws can be compared on the same rows only."));
        }

        return form;
    }

    private static List<(string Text, double Value)> Numbers(Draft draft, YamlNode? list)
    {
        var numbers = new List<(string, double)>();
        foreach (var text in (list as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>() ?? [])
        {
            if (DataTable.Number(text.Text) is { } number and > 0)
            {
                numbers.Add((text.Text, number));
            }
            else
            {
                draft.Diagnostics.Add(Mistakes.NoFreeNumber(text.At, "number above zero", text.Text, "1e20"));
            }
        }

        return numbers;
    }
}

/// <summary>Where the rows of a fit are divided.</summary>
/// <param name="Above">Rows beyond are held out; or <paramref name="Largest"/>: so many of the largest.</param>
internal sealed record Cut(string Column, double? Above, int? Largest)
{
    /// <summary>The rows to fit, and those to predict.</summary>
    public (DataTable Small, DataTable Large) Of(DataTable table)
    {
        var sizes = table[Column];
        var order = Enumerable.Range(0, table.Rows).OrderBy(i => sizes[i]).ToList();
        var small = Largest is { } many ? order.Take(Math.Max(0, table.Rows - many)).ToHashSet() : order.Where(i => sizes[i] <= Above).ToHashSet();
        return (table.Only([.. Enumerable.Range(0, table.Rows).Where(small.Contains)]), table.Only([.. Enumerable.Range(0, table.Rows).Where(i => !small.Contains(i))]));
    }

    public override string ToString() => Largest is { } many ? $"all but the {many} largest of {Column}" : $"{Column} up to {FitEvidence.Number(Above!.Value, 4)}";
}
